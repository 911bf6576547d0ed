"""One note of each kind, with the fields a build would give it: what the faces are judged on."""

from __future__ import annotations

from ankigen.anki.blocks import (
    choices_block,
    formula_panel,
    formulas_block,
    points_block,
    truth_block,
)
from ankigen.anki.fields import (
    cloze,
    cloze_tex,
    code_field,
    inline_field,
    markdown_field,
    tex_field,
)
from ankigen.anki.notetypes import CLOZE, QUESTION, NoteType
from ankigen.deck import Formula, Point

SOURCE = "interview-easy.txt"

_ADAM = (
    Formula(
        r"m_t = \beta_1 m_{t-1} + (1 - \beta_1)\, g_t",
        "First moment",
        ((r"g_t", "gradient of the loss at step $t$"), (r"\beta_1", "decay rate, usually $0.9$")),
    ),
    Formula(
        r"\theta_{t+1} = \theta_t - \frac{\alpha}{\sqrt{\hat{v}_t} + \epsilon}\,\hat{m}_t",
        "Update",
    ),
)
_TABLE = """
| Activation | Range | Largest slope | In deep networks |
|---|---|---|---|
| Sigmoid | $(0, 1)$ | $0.25$ | gradients fade quickly |
| Tanh | $(-1, 1)$ | $1$ | gradients fade more slowly |
| ReLU | $[0, \\infty)$ | $1$ | gradients survive where $z > 0$ |
"""
_CODE = '''\
class Residual(nn.Module):
    """Adds its input to what it computes."""

    def __init__(self, width: int, drop: float = 0.1) -> None:
        super().__init__()
        self.block = nn.Sequential(nn.Linear(width, width), nn.ReLU(), nn.Dropout(drop))

    def forward(self, x):
        return x + self.block(x)  # the shortcut
'''


def samples() -> list[tuple[str, NoteType, dict[str, str]]]:
    """Name, note type and fields by name of each sample."""
    return [*_questions(), *_clozes()]


def _question(name: str, **fields: str) -> tuple[str, NoteType, dict[str, str]]:
    return name, QUESTION, {"Source": SOURCE, **fields}


def _questions() -> list[tuple[str, NoteType, dict[str, str]]]:
    return [
        _question(
            "open",
            Id="DL0048",
            Kind="open",
            Title="Adam Optimizer",
            Question=markdown_field("How does the Adam optimizer choose the size of its steps?"),
            Answer=markdown_field(
                "Adam keeps a running mean of the gradients and of their squares, and scales the "
                "step of each parameter by the two."
            ),
            Points=points_block(
                (
                    Point("averages past gradients, so that the direction is steady", "Momentum"),
                    Point(
                        "divides by $\\sqrt{\\hat{v}_t}$, so that every parameter gets a step of "
                        "its own size",
                        "Adaptive rate",
                    ),
                    Point("undoes the pull towards zero of the first steps", "Bias correction"),
                )
            ),
            Formulas=formulas_block(_ADAM),
            Note=inline_field("The original paper writes $\\alpha$ for the step size."),
        ),
        _question(
            "table",
            Id="FC004",
            Kind="open",
            Question=markdown_field("Which activations make gradients vanish, and how fast?"),
            Answer=markdown_field("Those whose slope is below one almost everywhere.\n" + _TABLE),
        ),
        _question(
            "formula",
            Id="softmax",
            Kind="formula",
            Title="Attention",
            Question=markdown_field("Scaled dot-product attention with a mask"),
            Formulas=formulas_block(
                [
                    Formula(
                        r"\operatorname{Attention}(Q, K, V) = \operatorname{softmax}\left("
                        r"\frac{Q K^\top}{\sqrt{d_k}} + M\right) V",
                        where=(
                            ("Q, K, V", "queries, keys and values"),
                            ("d_k", "length of a key"),
                            ("M", "the mask: $-\\infty$ where a token must not look"),
                        ),
                    )
                ]
            ),
        ),
        _question(
            "true-false",
            Id="FC002",
            Kind="true-false",
            Question=markdown_field("Keras works at a lower level than TensorFlow."),
            Choices=truth_block(False),
            Answer=markdown_field("Keras is the higher level: it runs on top of TensorFlow."),
        ),
        _question(
            "choice",
            Id="FC017",
            Kind="choice",
            Question=markdown_field("Which layer shrinks the width and height of a feature map?"),
            Choices=choices_block(
                (
                    ("A", "Max pooling with stride $2$"),
                    ("B", "Batch normalization"),
                    ("C", "A convolution with kernel $1 \\times 1$ and stride $1$"),
                    ("D", "Dropout"),
                ),
                "A",
                {"B": "It rescales values; the shape stays."},
            ),
            Answer=markdown_field("One value is kept of each $2 \\times 2$ window."),
        ),
        _question(
            "number",
            Id="FC021",
            Kind="number",
            Question=markdown_field("How large can the slope of the sigmoid get?"),
            Typed="0.25",
            Answer=markdown_field("$0.25$, at $z = 0$."),
        ),
        _question(
            "list",
            Id="FC025",
            Kind="list",
            Question=markdown_field("Name three ways to keep a network from overfitting."),
            Answer=markdown_field("1. dropout\n2. weight decay\n3. more training data"),
        ),
        _question(
            "code",
            Id="DL0046",
            Kind="code",
            Title="Residual block",
            Question=markdown_field("Write a residual block in PyTorch."),
            Code=code_field(_CODE, "python"),
        ),
    ]


def _cloze_note(name: str, **fields: str) -> tuple[str, NoteType, dict[str, str]]:
    return name, CLOZE, {"Source": SOURCE, **fields}


def _clozes() -> list[tuple[str, NoteType, dict[str, str]]]:
    blank = "A model that is too simple for its data is said to underfit."
    start = blank.index("underfit")
    return [
        _cloze_note(
            "points-cloze",
            Id="DL0049",
            Kind="open",
            Title="Weight Init",
            Question=inline_field("Why does weight initialization matter?"),
            Text='<ul class="points">'
            f"<li><b>{cloze('Breaks symmetry', 1)}</b>: units that start alike stay alike</li>"
            f"<li><b>{cloze('Stable gradients', 2)}</b>: they neither fade nor explode</li></ul>",
            Back=formulas_block(
                [
                    Formula(
                        r"W \sim \mathcal{N}\left(0, \frac{2}{n_{\text{in}}}\right)", "He, normal"
                    )
                ]
            ),
        ),
        _cloze_note(
            "formula-cloze",
            Id="DL0049-f1",
            Kind="formula",
            Title="Xavier, uniform",
            Question=inline_field("Limits of the uniform distribution of the weights"),
            Text=formula_panel(
                tex_field(
                    r"W \sim \mathcal{U}\left(-\sqrt{\frac{6}{\ue000}},\; \sqrt{\frac{\ue001}{"
                    r"n_{\text{in}} + n_{\text{out}}}}\right)".replace(r"\ue000", "\ue000").replace(
                        r"\ue001", "\ue001"
                    ),
                    display=True,
                )
                .replace("\ue000", cloze_tex(r"n_{\text{in}} + n_{\text{out}}", 1))
                .replace("\ue001", cloze_tex("6", 2)),
                where=((r"n_{\text{in}}", "number of inputs"), (r"n_{\text{out}}", "of outputs")),
            ),
        ),
        _cloze_note(
            "blank",
            Id="FC030",
            Kind="blank",
            Text=markdown_field(blank, [(start, start + len("underfit"), 1)]),
            Typed="underfit",
        ),
        _cloze_note(
            "code-cloze",
            Id="DL0046-c",
            Kind="code",
            Question=inline_field("A residual block in PyTorch"),
            Text=code_field(_CODE, "python", {6: 1, 9: 2}),
        ),
    ]
