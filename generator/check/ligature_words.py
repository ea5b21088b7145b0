"""Words with fi, fl, ff, ffi or ffl that papers use often: stems with their endings."""

LIGATURES = ("ffi", "ffl", "ff", "fi", "fl")
# Each line: a stem, then what may follow it; `-` is the stem alone. Chosen by us from the vocabulary of evaluations.
_STEMS = """
affect - s ed ing
afford - s ed able
afflict s ed
affili ated ation ations
affin e ity
amplif ied ies ication
artific ial ially
baffl e ed ing
beneficial - ly
benefit - s ed ing
briefl y
buffer - s ed ing
certif ied icate icates
clarif ied ies ication
classif ied ies ication ications ier iers
coefficient - s
confide nce nces nt ntly
confident ial iality
configur e ed es ing able ation ations
confin e ed es ing
confirm - s ed ing ation ations
conflict - s ed ing
defici t ts ency encies ent
defin e ed es ing ite itely ition itions itive
differ - s ed ing ence ences ent ently ential entiable entiate entiated
difficult - y ies
diffus e ed ion ions
effect - s ed ive ively iveness
effici ent ently ency encies
effort - s
exemplif ied ies
fictio n nal
field - s
figur e es
file - s
filter - s ed ing
final - ly ized
financ e ial ially
find - s ing ings er
fine-grained -
fine-tun e ed es ing ings
finer -
finetun e ed es ing ings
finish - ed es ing
finit e ely
firml y
first - ly
fitted -
fitting -
five-shot -
fixed -
fixing -
flag - s ged ging
flagship -
flaw - s ed
flexib le ly ility
float - s ing
flow - s ed ing
fluctuat e es ion ions ing
fluen t tly cy
identif ied ies ication ier iers iable
inefficien t tly cy cies
infinit e ely y
inflat e ed es ing ion
influen ce ces ced cing tial
insuffici ent ently
justif ied ies ication ications
magnif ied ies
modif ied ies ication ications ier
notif ied ies ication
offensive - ly ness
offer - s ed ing ings
offici al ally
offline -
offset - s ting
overfit - s ted ting
overflow - s ed
payoff - s
prefix - es ed
profil e ed es ing
profit - s able
profici ent ency
qualif ied ies ication
quantif ied ies ication iable
rectif ied ies
redefin e ed es ing
refin e ed es ing ement ements
reflect - s ed ing ion ions ive
sacrific e ed es ing
satisf ied ies
scaffold - s ed ing
scientif ic ically
shuffl e ed es ing
significa nt ntly nce
simplif ied ies ication
specif ic ically ication ications icity ied ies
stratif ied ication
stuff -
suffer - s ed ing
suffic e es ient iently
suffix - es
superfici al ally
tradeoff - s
trade-off - s
traffic -
underfit - ted ting
unaffected -
undefined -
unif ied ies ication orm ormly
unofficial -
verif ied ies ication ier iers iable
workflow - s
"""


def ligature_words() -> frozenset[str]:
    """Give every word of the list, in lower case."""
    lines = (line.split() for line in _STEMS.strip().splitlines())
    words = {stem + ("" if ending == "-" else ending) for stem, *endings in lines for ending in endings}
    return frozenset(word for word in words if any(each in word for each in LIGATURES))
