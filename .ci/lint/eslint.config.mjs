// The cards' script: plain browser JavaScript of about 2020, with nothing that evaluates text.
import js from "@eslint/js";

const browser = { document: "readonly", pycmd: "readonly" };

export default [
  js.configs.recommended,
  {
    languageOptions: { ecmaVersion: 2020, sourceType: "script", globals: browser },
    rules: {
      eqeqeq: "error",
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-param-reassign": "error",
      "no-restricted-properties": [
        "error",
        ...["innerHTML", "outerHTML", "insertAdjacentHTML", "write"].map((property) => ({ property })),
      ],
      "no-shadow": "error",
      "no-unused-vars": ["error", { vars: "local" }],
      "no-var": "error",
      "prefer-const": "error",
    },
  },
  { files: ["**/verdict.js"], languageOptions: { globals: { judge: "readonly", SLIP: "readonly" } } },
];
