"""The actions and decisions that a test pathway may have."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """One action or decision that a flow may have. `phase` names its pool of sentences; decisions have none."""

    id: str
    titles: tuple[str, ...]
    phase: str = ""
    lead: str = ""
    waived: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A level-three heading with its facts and the nodes that may stand under it."""

    titles: tuple[str, ...]
    levels: str
    professions: str
    kinds: tuple[Kind, ...]


GROUPS: tuple[Group, ...] = (
    Group(
        ("Misstanke och kartläggning", "Första kontakt och kartläggning", "Första bedömning"),
        "primärvård, kommunal vård",
        "läkare, sjuksköterska",
        (
            Kind(
                "kartlaggning",
                ("Kartläggning vid misstänkt {disease}", "Första samtal om {the_disease}"),
                "bedöma",
                "Inled med ett öppet samtal om besvären och om vad patienten hoppas på.",
            ),
            Kind(
                "egenvard",
                ("Råd om egenvård i väntan på undersökning", "Egenvård och trygghetsråd"),
                "planera",
                "Ge råd om egenvård redan vid den första kontakten och skriv ned dem.",
            ),
            Kind(
                "undersokning",
                ("Klinisk undersökning", "Undersökning och status", "Kroppslig undersökning"),
                "bedöma",
                "Undersök patienten i ett avskilt rum och berätta om varje moment.",
            ),
            Kind(
                "provtagning",
                ("Provtagning och mätning", "Prover inför diagnos"),
                "bedöma",
                "Ta prover efter att patienten har fått veta vad svaren kan betyda.",
            ),
            Kind(
                "bilddiagnostik",
                ("Bilddiagnostik", "Avbildning av {part}"),
                "bedöma",
                "Välj metod efter frågeställningen och efter tidigare bilder av {part}.",
            ),
        ),
    ),
    Group(
        ("Diagnos och gemensam plan", "Diagnos och planering", "Från diagnos till plan"),
        "primärvård",
        "läkare, sjuksköterska, fysioterapeut",
        (
            Kind("beslut-diagnos", ("Har patienten {disease}?", "Bekräftas {the_disease}?")),
            Kind(
                "plan",
                ("Gemensam vårdplan", "Plan och patientkontrakt"),
                "planera",
                "Upprätta planen tillsammans med patienten och utgå från det som patienten värderar högst.",
            ),
        ),
    ),
    Group(
        ("Behandling och stöd", "Egna och gemensamma insatser", "Insatser i primärvården"),
        "primärvård, kommunal vård",
        "läkare, fysioterapeut, arbetsterapeut",
        (
            Kind(
                "behandling",
                ("Behandling av {the_disease}", "Grundbehandling", "Behandling enligt planen"),
                "behandla",
                "Behandlingen börjar med åtgärder som patienten kan fortsätta med på egen hand.",
            ),
            Kind(
                "rehabilitering",
                ("Rehabilitering", "Rehabilitering och hjälpmedel"),
                "behandla",
                "Rehabiliteringen utgår från vardagen och från förmågan att {activity}.",
            ),
            Kind(
                "levnadsvanor",
                ("Stöd för levnadsvanor", "Samtal om levnadsvanor"),
                "planera",
                "Erbjud ett samtal om den levnadsvana som patienten själv vill börja med.",
            ),
            Kind(
                "arbetsformaga",
                ("Försäkringsmedicinsk bedömning", "Bedömning av arbetsförmåga"),
                "planera",
                "Bedöm arbetsförmågan i förhållande till de uppgifter som patienten har.",
            ),
            Kind(
                "narstaende",
                ("Stöd till närstående", "Samtal med närstående"),
                "planera",
                "Fråga patienten vilka närstående som får ta del av planen.",
            ),
        ),
    ),
    Group(
        ("Utvärdering av insatser", "Uppföljning av behandlingen", "Utvärdering och nästa steg"),
        "primärvård",
        "läkare, sjuksköterska",
        (
            Kind(
                "utvardering",
                ("Utvärdering av behandlingen", "Återbesök och utvärdering"),
                "utvärdera",
                "Utvärdera mot de mål som står i planen och mot patientens egen bild.",
            ),
            Kind("beslut-mal", ("Är målen i planen nådda?", "Har behandlingen haft effekt?")),
            Kind(
                "intensifiering",
                ("Utökad behandling", "Intensifierad behandling"),
                "behandla",
                "Utöka behandlingen i ett steg i taget så att effekten går att bedöma.",
            ),
            Kind(
                "lakemedel",
                ("Läkemedelsgenomgång", "Genomgång av läkemedel och biverkningar"),
                "utvärdera",
                "Gå igenom alla läkemedel tillsammans med patienten och listans förskrivare.",
            ),
        ),
    ),
    Group(
        ("Specialiserad vård", "Bedömning i specialiserad vård", "Samverkan med specialiserad vård"),
        "specialiserad vård",
        "läkare, sjuksköterska",
        (
            Kind(
                "remiss",
                ("Remiss till specialiserad vård", "Remiss till {clinic}"),
                "samverka",
                "Remissen ger mottagaren en samlad bild av patientens besvär och mål.",
            ),
            Kind(
                "bedomning",
                ("Bedömning på {clinic}", "Specialiserad bedömning"),
                "samverka",
                "Bedömningen utgår från remissen och från patientens egen berättelse.",
            ),
            Kind(
                "konferens",
                ("Multidisciplinär konferens", "Konferens mellan specialiteter"),
                "samverka",
                "Konferensen väger samman underlaget och lämnar ett gemensamt förslag.",
                waived=True,
            ),
            Kind("beslut-vard", ("Behövs fortsatt specialiserad vård?", "Tar {clinic} över ansvaret?")),
            Kind(
                "ingrepp",
                ("Planerat ingrepp", "Avancerad behandling på {clinic}"),
                "behandla",
                "Förbered patienten med muntlig och skriftlig information om ingreppet.",
            ),
            Kind(
                "aterremiss",
                ("Återgång till primärvården", "Överlämning till primärvården"),
                "samverka",
                "Överlämningen är klar först när primärvården har bekräftat att planen är mottagen.",
            ),
        ),
    ),
    Group(
        ("Långsiktig uppföljning", "Fortsatt uppföljning", "Uppföljning över tid"),
        "primärvård, kommunal vård",
        "sjuksköterska, läkare",
        (
            Kind(
                "langtid",
                ("Årlig uppföljning", "Uppföljning av stabilt tillstånd"),
                "utvärdera",
                "Följ upp både besvären och det som patienten själv vill kunna göra.",
            ),
            Kind(
                "avslut",
                ("Avslutande samtal", "Avslut och egen plan"),
                "planera",
                "Avsluta kontakten med ett samtal om vad patienten gör om besvären kommer tillbaka.",
            ),
        ),
    ),
)
