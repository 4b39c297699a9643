"""Words that tell names from other words: titles, particles, roles, and names that are common words, too.

All of them folded as `name_folding.fold` does.
"""

from typing import Final

TITLES: Final = frozenset(
    """mr mrs ms miss mx sir madam dr prof professor rev herr herrn frau fraulein dipl ing
    mme mlle monsieur madame mademoiselle sr sra srta senor senora don dona signor signora sig dott dottssa
    hr fru dhr mevr mevrouw pan pani bay bayan""".split()
)
"""What stands before a name and is taken along with it."""

SUFFIXES: Final = frozenset("jr sr phd md mba msc bsc ba ma esq ii iii iv".split())
"""What stands behind a name and is no part of it."""

PARTICLES: Final = frozenset(
    "van von vom zu zum zur de del della der den des di da das do dos du la le los las al el bin ibn bint ten ter te af"
    " av san st".split()
)
"""What belongs to the family name that follows."""

ROLES: Final = frozenset(
    """interviewer interviewee moderator participant respondent speaker researcher facilitator host guest user
    customer client patient employee person unknown anonymous external extern internal unverified she her he him
    they them iphone ipad phone android befragte befragter teilnehmer teilnehmerin interviewerin sprecher
    sprecherin kunde kundin nutzer nutzerin gast participante entrevistador entrevistadora entrevistado
    entrevistada usuario cliente intervieweuse utilisateur question answer q a i r s p t u int res mod""".split()
)
"""What a label says of somebody without naming them."""

SORTS: Final = frozenset(
    """teacher nurse student driver doctor manager male female man woman boy girl mother father parent child adult
    senior junior young old commuter tourist traveller traveler passenger buyer seller shopper visitor owner
    agent assistant staff worker patient lehrer lehrerin schuler schulerin fahrer fahrerin arzt arztin mann frau
    kind mitarbeiter mitarbeiterin patientin rentner rentnerin""".split()
)
"""What sort of person a label speaks of where it says nothing else; beside another word each may be a family name."""

PHRASES: Final = frozenset("of and the for an und et y & team department dept group support service desk".split())
"""What shows that a label is a phrase, such as “Head of Service”, of which no single word is a name."""

NEVER: Final = frozenset(
    """a about after again all also always am an and any are as ask at back be but by call can did do does done
    down easy end even ever every fast for from get go good had has have he her here him his how i if in is it
    its just know less let like live make many me more most much must my near new news nice no not now of off oh
    ok old on one only or our out over own pay play put read right say see self she show so some still such sure
    take talk tell than that the their them then there they thing think this though through time to today too
    top try two under up us use very want was way we well went were what when where which who why with work
    would yes yet you your aber alle als auf aus bei bin bis bitte da dann das dem den der des die dir du ein
    eine er es ganz gar geht gern hat hier ich ihm ihn ihr im ist ja kann kein man mehr mein mich mir mit muss
    nach nein nicht noch nur ob oder ohne schon sehr sein sie sind um und uns unter viel vom von vor war wenn
    wer wie wir wo zu zum zur au avec ce ces dans de elle en est et il je la le les leur lui ma mais mes moi mon
    ne nos nous ou par pas pour que qui sa se ses si son sur ta te tes toi ton tous tout tu un une vous como con
    cual el ella era esta este hay las lo los mas mi muy para pero por su tan y ya yo""".split()
)
"""Words that are no name where they stand alone, even of somebody who is called so."""

COMMON: Final = frozenset(
    """a aber able about abs ace add after again alba all alle als also alt always am amber amor an and angel any
    app apple are art as ash ask at au auf aus autumn avec back bald bank bar barber bauer bay be bear beau bei
    bel bell belle best bien big bill bin bird bis bishop bitte black blue bob bon bond bonne book both bow boy
    branch brand braun breit brook brown bud bueno bunt bush but buy by ca call can card care carol case cash ce
    ces chance change chase chat cherry chip christian church cielo city clara clay clear cliff close cloud
    coast cold cole college come como con cook cool could court cross cruz crystal cual da daily dale dandy dann
    dans das dawn day de deal dean dear dem den der des desk destiny dick did die dir do does don done dos doux
    down drew du duke dunkel earl early east easy ein eine el ella elle en end engel er era ernst erst es est
    esta este et eve even ever every fair faith fall fast fein fern fest field fine first fischer fish flink
    flora flower for forest forster fox frank free frei french frisch froh from fromm fuchs fur ganz gar gay
    geht gem gene gern gerne get ginger glass glen go gold good grace gracia graf grand grant gray great green
    grey gross ground grun guest gut guy had hahn hale hall happy harbor hard harmony hart has hase hat have hay
    hazel he head heath heil heiss hell help her here herr hier hill him hin his hoch holiday holly home honey
    hope horn house how hunt hunter i ich ici if ihm ihn ihr il im in is ist it its ivy ja jack jade jager
    jasmine jay je jean jeune jewel job joy jung just kaiser kalt kann kaufmann keen kein key kind king kit klar
    klein klug know kohl konig kraft krank krumm kurz la lake lamm lance lane lang langer large las last late
    laurel law lawn lay le leaf lee leer leicht leise les less let leur lieb like lily line little live lo lone
    long look lord los lot love low luck lucky lui luz ma made mais major make mal man many mar marina mark
    marsh mary mas mason master mat max may me mean mehr mein melody men mercy merry mes mi mich mike mild mill
    miller mine mint mir mit moi mon more moss most much muss must muy my nach nah ne near nein neu new news
    nice nicht nick night no noble noch north nos not note notre nous now nur ob oben oder of off oh ohne ok old
    olive on one only opal or orange order ou our out over own page par para paris park parker pas pat pay peace
    pearl penny pero petit piper plan play point pole pool pope poppy por porter post potter pour power price
    pride prince que queen qui quick rain ranger raven ray read recht reed reich reif rein rey rich ridge right
    ring rio river rob robin rock rod roman rosa rose rot round roux ruby ruhig rusty sa sage sand sandy sat
    satt saw say scarlet scharf schlecht schmal schneider schnell schon school schwarz se sea see sehr sein self
    senior serenity ses set she ship shop short show si sie sin sind sir sky small smart snow so sol some son
    song south spring star stark start stein still stolz stone store storm streng strong su sub such summer sun
    sur sure sweet swift ta talk tall tan taylor te team tell temple tes than that the their them then there
    they thing think this thorn though through tie time to today toi toll ton too top tous tout town tres treu
    trinity trip trust try tu turner two uber um un una und under une uns unter up us use van vert very viel
    vieux vine violet voll vom von vor vous wade wahr walker wall wann want war ward warm was way we weaver web
    weich weil weiss weit well wenn went wer were west what when where white who why wie wild will willow win
    wing winter wir wise wish with wo wohl wolf wood woods work would wren y ya yes yet yo york you young your
    zimmermann zu zum zur""".split()
)
"""Names that are also words: alone they count only where they are written like a name amid a sentence."""

NOUNS: Final = frozenset(
    """
    january february march april may june july august september october november december monday tuesday
    wednesday thursday friday saturday sunday summer winter autumn spring easter christmas januar februar marz
    mai juni juli montag dienstag mittwoch donnerstag freitag samstag sonntag sommer herbst baum bader berg
    berger biene binder blum blume boden brand braut brot bruder brunnen burg busch dach dorf eisen esel essig
    falke feder feld fels feuer fink frau freund friede furst gans gast geiger geist glas glaser glock gott haar
    hammer haus heide held hemd herz himmel hirsch hirt hof holz hut kamm kanne karl kater keil keller kern
    kessel kirche knopf koch kopf korb korn krebs kreuz krieger kuchler kunst land licht linde loch lowe luft
    maler mann markt meer mehl meister mensch metzger mond morgen nacht nagel nebel ochs pfarrer pfeffer
    pfeiffer post rabe rad rat regen reiter richter ring ritter rose sand sanger schaf schatz schiff schlosser
    schmied schnee schreiber schuh schuster see seiler sonne spatz specht stadt stern stier storch strauch strom
    sturm tag tal taube teich tisch tischler topf vater wald wasser weg weide wein wende wetter wiese winkel
    wirt wolke wunsch zahn zander zeit zimmer god lord internet web apple google amazon paris london berlin
    madrid rome vienna dallas austin florence sydney victoria georgia virginia carolina dakota england ireland
    holland france china india jordan israel chad cuba english french german spanish scott welsh""".split()
)
"""Names that are also nouns or proper names of something else, capitalised anyway: alone they never count for sure."""
