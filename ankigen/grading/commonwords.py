"""Everyday words: who types one of them means it, so it is no slip of the keys for another."""

from __future__ import annotations

# Words of five letters and more. Many have a look-alike: trial and trail, floor and flour.
COMMON_WORDS = frozenset(
    """
    abide ability about above abroad absence absent absolute abstract abuse accent accept access
    accident account accuse across action active actor actress actual adapt addict addition
    address admit adopt adult advance advice advise affair affect afford afraid after again
    against agent agree ahead album alcohol alien alike alive alley allow almost alone along
    alter amount amuse anchor angel anger angle angry animal ankle announce annoy annual answer
    anxious anybody apart appeal appear apple apply appoint approach apron arena argue armor
    arouse arrange arrest arrive arrow article artist ascent ashamed aside assent asset assist
    assume attach attack attempt attend attract audience author autumn avenue average avoid
    awake award aware awful baker bakery balance ballet ballot banana barely barrel barrier
    basket battle beach beard beast beaten beauty because become before begin behave behind
    being belief believe belong below bench beneath beside better between beyond bitter blade
    blame blank blanket blast bleed bless blind block blond blood bloom board boast borrow
    bottle bottom bounce boundary bowel brain brake branch brand brass brave bread break breath
    breathe breeze brick bride bridge brief bright bring broad broken brown brush bucket budget
    build built bullet bunch burden burst business butter button buyer cabin cable camel camera
    canal cancel cancer candle candy canyon capable capital carbon career careful cargo carpet
    carriage carrot carry castle casual catch cattle cause ceiling celery cellar center central
    century certain chain chair chalk chamber champion chance change channel chapel chapter
    charge charm chart chase cheap cheat check cheek cheer cheese chest chick chicken chief
    child chili choice choir choose chore chorus church cigar circle citizen civil claim class
    clause clean clear clerk clever click client cliff climb clock close closet cloth clothes
    cloud coach coarse coast collar colleague collect college colonel colony column combat
    combine comedy comfort comma command comment commerce common community company compare
    compete complain complete comrade conceal concept concern concert conclude concrete conduct
    confess confuse connect conscience conscious consider consist constant contact contain
    content contest context continue contract contrast control convince cooker cookie copper
    corner corps corpse correct costume cotton couch cough council counsel count counter country
    county couple courage course court cousin cover crack craft crash crazy cream create credit
    creek crime crisis critic cross crowd crown cruel crush culture curious current curse
    curtain curve custom customer cycle daily dairy damage dance danger daughter dealer death
    debate decade decay decide declare decline deeply defeat defend define degree delay deliver
    demand density depart depend deposit depth descent desert deserve design desire despair
    despite dessert destroy detail detect develop device devise devote dialog diary differ
    dinner direct dirty disaster disease dispute distance district divide divine doctor dollar
    double doubt dozen draft drain drama dread dream dress drift drill drink drive driver drown
    dusty eager eagle early earth easily eastern edition editor effect effort eighth either
    elbow elder elect election elegant eleven embark emerge emotion empire employ empty enable
    enemy energy engage engine enjoy enough ensure enter entire entry envelope equal equip error
    escape essay estate evening event every evident exact exceed except excess excite excuse
    exhaust exist expand expect expert explain explode explore export expose express extend
    extent extra fabric facial factor factory faculty faint fairly fairy faith false family
    famous fancy farmer farther fashion fasten father fault favor feather fellow female fence
    fetch fever fiber field fiend fierce fifteen fifth fifty fight figure final finale finance
    finger finish firmly first flame flash flavor flesh flight float flock flood floor flour
    flower fluid flute focus follow foolish forbid force foreign forest forever forge forget
    forgive formal former forth fortune forty forward found founder fourth frame fraud freeze
    frequent fresh friend fright front frost frown frozen fruit funeral funny furnace further
    future gallery gamble garage garden garlic gather general genius gentle genuine giant glance
    glass globe glory glove going golden goose govern grace grade grain grand grant grape grass
    grateful grave great green greet grief groan groom gross ground group grove grown growth
    guard guess guest guide guilt guilty habit hammer handle happen happy harbor hardly hardy
    harvest haste hasty hatch haven hazard heart hearth heaven heavy height hello hence hidden
    highly hobby hockey hollow honest honey honor horror horse hostel hostile hotel house
    however human humane humble humid humor hunger hungry hunter hurry idiot ignore image
    imagine impact import impose impress improve incident include income indeed infant inform
    injure injury inner insect inside insist insult intend intense intent interest invent invite
    island issue jacket jealous jelly jersey jewel journal journey judge juice jungle junior
    justice kettle kidney kingdom kitchen kitten knife knight knock label labor ladder large
    later latter laugh laundry lawyer layer leader league learn least leather leave legal legend
    lemon length lesson letter level liable liberty library license light likely limit liquid
    listen litter little lively living lobby local locale locate lodge logic lonely loose lorry
    lotion lottery lovely lover lower loyal lucky lunar lunch magic mainly major making manage
    manner manor marble march margin marine marital market marriage marry martial master match
    maybe mayor medal medical melody melon member memory mental mention merchant mercy merely
    merry message metal meter middle might migrate million mineral minor minute mirror misery
    missile mission mister mixed mobile model moist moment money monkey month moral morale
    morning mortal mother motion motor mount mountain mouse mouth movie muddy murder muscle
    museum mustard mutter mutton myself mystery naked narrow nasty nation national native nature
    nearby nearly needle neighbor neither nephew nerve nervous never niece night noble nobody
    noise noisy normal north notch nothing notice notion novel nowhere nurse oblige obtain
    occasion occupy occur ocean offend offer office often older olive onion opera oppose option
    orange orbit order organ origin other otherwise ought ounce outer outfit outlet output
    outside owner oxide oyster packet paddle painful paint palace panel panic paper parade
    parcel pardon parent parish parlor partly partner party passage passion pasta paste pastry
    patch patent patience patient patrol pattern pause peace peach pearl peasant pebble pencil
    penny people pepper perfect perform perhaps period permit person personal personnel petal
    petrol phone photo phrase piano picnic picture piece pigeon pillow pilot pinch pirate pitch
    place plain plane planet plant plaster plastic plate player please plenty pocket poison
    police policy polish polite poplar popular porch portion portrait positive possess poster
    potato pound powder power praise prayer precede precious prefect prefer prepare presence
    present preserve president press pretend pretty prevent price pride priest prime prince
    princess print prison prize problem proceed produce profit promise proof proper propose
    protect protest proud prove provide public publish pulse punch punish pupil purchase purple
    purpose purse pursue puzzle quarrel quarter queen query quest queue quick quiet quite quote
    rabbit racket radio rainy raise ranch range rapid rather rationale razor reach react ready
    really realm reason rebel recall receipt receive recent recipe recite record recover reduce
    refer refuse regard region regret reign relate relax relay release relief remain remark
    remedy remember remind remote remove renew repair repeat reply report request rescue resent
    reserve resign resist resort respect respond result retail retire return reveal review
    revolt reward rhyme ribbon rider rifle right rigid river roast robber robot rocket rotten
    rough round route royal rubber rubbish rugby ruler rumor rural saddle safety sailor saint
    salad salary salmon salon saloon salty sample sandal satin sauce sausage savage saving scale
    scare scarf scatter scene scent school science scissor scold score scout scrap scratch
    scream screen screw script search season second secret section secure seize seldom select
    senior sense sentence separate series serious servant serve service session settle seven
    seventh several severe shade shadow shake shall shame shape share sharp shave sheep sheet
    shelf shell shelter shine shiny shirt shock shoot shore short should shoulder shout shove
    shovel shower shrimp shrug sight silence silent silly silver simple since single sister
    sketch skill skirt slave sleep sleeve slice slide slight slope smart smell smile smoke
    smooth snake social soldier solid solve something sorrow sorry sound source south space
    spade spare spark speak special speech speed spell spend spice spicy spider spill spine
    spirit spite splash splendid split spoil spoon sport spread spring square squash squeeze
    stable staff stage stain stair stake stale stall stamp stand staple start starve state
    station stationary stationery statue status stayed steady steak steal steam steel steep
    steer stick stiff still sting stock stomach stone stool store storm story stove straight
    strain strait strange straw stream street strength stress stretch strict strike string strip
    stripe strong struggle student studio study stuff stupid style submit succeed sudden suffer
    sugar suggest suite sunny supper supply support suppose surely surface surgeon surgery
    surname surprise surround survey suspect swallow swamp swear sweat sweater sweep sweet swell
    swift swing switch sword symbol sympathy table tablet tackle tailor talent target taste
    tasty taught teach tease temper temple tempt tenant tender tennis tenor terrible terror
    thank their theme there thick thief thigh thing think third thirst thirty thorn thorough
    those though thought thread threat three throat throne through throw thumb thunder ticket
    tiger tight timber tired tissue title toast tobacco today toilet tomato tongue tonight tooth
    topic torch total touch tough tourist toward towel tower toxic trace track trade traffic
    tragic trail train trait traitor transfer travel tread treasure treat treaty tremble trend
    trial tribe trick trifle tripe triple troop trophy trouble trousers truck truly trunk trust
    truth tunnel turkey twelve twenty twice twist typical uncle under union unique unite united
    unity until upper upset urban urbane urgent useful usual vacant vague valley value vapor
    various vault vegetable vehicle velvet venture verse vessel victim victory video village
    violent violet violin virtue visible vision visit vital vivid vocal voice volume voyage
    wagon waist waiter waste watch water weaken wealth weapon weary weather weave wedding weekly
    weigh weight weird western whale wheat wheel where whether which while whisper whistle white
    whole whose widow width winner winter wisdom within without witness woman wonder wooden
    world worry worse worst worth would wound wrist write wrong yacht yellow yesterday yield
    young youth zebra
    """.split()  # noqa: SIM905
)
