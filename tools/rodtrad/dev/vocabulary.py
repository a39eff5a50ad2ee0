"""Swedish words per organ system for the test corpus: ordinary words, no clinical claims."""

from __future__ import annotations

from typing import TypedDict


class Entry(TypedDict):
    """One organ system as it is written down."""

    area: str
    title: str
    clinic: str
    specialist: str
    codes: str
    parts: str
    processes: str
    symptoms: str
    signs: str
    tests: str
    images: str
    drugs: str
    therapies: str
    comorbid: str
    risks: str
    complications: str
    activities: str


ENTRIES: tuple[Entry, ...] = (
    {
        "area": "lung-allergi",
        "title": "Lung- och allergisjukdomar",
        "clinic": "lungmottagningen",
        "specialist": "lungläkare",
        "codes": "J40-47 60-70 80-82 84-86 90 92-94 96 98",
        "parts": "lung:lungan luftrörs:luftröret lungsäcks:lungsäcken luftstrups:luftstrupen lungblås:lungblåsan "
        "bronk:bronken lungspets:lungspetsen lungkärls:lungkärlet mellangärdes:mellangärdet brösthåle:brösthålan "
        "lunglobs:lungloben andningsmuskel:andningsmuskeln",
        "processes": "inflammation förträngning svaghet infektion skada smärta stelhet svullnad blödning "
        "överkänslighet fibros svikt irritation utvidgning",
        "symptoms": "andfåddhet vid ansträngning; långvarig hosta; pipande andning; tryck över bröstet; segt "
        "slem; nattlig hosta; trötthet efter promenad; heshet på morgonen; håll vid djupa andetag; väsande "
        "utandning",
        "signs": "andningsljuden; andningsfrekvensen; bröstkorgens rörlighet; hudfärgen; halsens muskelarbete; "
        "syremättnaden; hostkraften; fingertopparnas form",
        "tests": "spirometri; gångtest; blodgasprov; allergiprov; utandningstest; slemodling; arbetsprov; mätning "
        "av lungvolym",
        "images": "lungröntgen; skiktröntgen av bröstkorgen; ultraljud av lungsäcken; skopi av luftvägarna; "
        "magnetkamera av bröstkorgen",
        "drugs": "luftrörsvidgande läkemedel; inandat kortison; slemlösande läkemedel; allergihämmande tabletter; "
        "näsdroppar med koksalt; antibiotika",
        "therapies": "andningsträning; syrgasbehandling; hostteknik; konditionsträning i grupp; motståndsandning; "
        "avslappning med sänkta axlar; inhalationsskola; styrketräning för ben",
        "comorbid": "astma; hösnuva; sömnapné; kroniskt obstruktiv lungsjukdom; reflux; nedsatt immunförsvar",
        "risks": "rökning; damm i arbetsmiljön; luftföroreningar; fuktskadad bostad; upprepade förkylningar; låg "
        "födelsevikt",
        "complications": "syrebrist; förlust av muskelmassa; upprepad lunginflammation; hjärtpåverkan; "
        "viktnedgång; isolering i hemmet; ärrvävnad; förhöjt lungtryck",
        "activities": "gå i trappor; bära matkassar; sova på rygg; sjunga i kör; cykla i motvind; tala i telefon",
    },
    {
        "area": "hjarta-karl",
        "title": "Hjärt- och kärlsjukdomar",
        "clinic": "hjärtmottagningen",
        "specialist": "kardiolog",
        "codes": "I10-13 20-25 30 31 33-38 40 42 44-51 70-72 74 77 80-89",
        "parts": "hjärt:hjärtat hjärtmuskel:hjärtmuskeln klaff:klaffen kranskärls:kranskärlet "
        "hjärtsäcks:hjärtsäcken förmaks:förmaket kammar:kammaren pulsåder:pulsådern halskärls:halskärlet "
        "bäckenkärls:bäckenkärlet lymfkärls:lymfkärlet underbenskärls:underbenskärlet",
        "processes": "inflammation förträngning svaghet infektion skada stelhet svikt förkalkning utvidgning "
        "blödning degeneration missbildning svullnad irritation",
        "symptoms": "bröstsmärta vid ansträngning; bensvullnad; hjärtklappning; yrsel när man reser sig; nattlig "
        "andnöd; vadsmärta vid gång; kalla fötter; svimningskänsla; orkeslöshet; tyngdkänsla i benen",
        "signs": "blodtrycket i båda armarna; hjärtljuden; pulsarna i fötterna; halsvenernas fyllnad; benens "
        "omfång; hjärtrytmen; hudens temperatur; ankeltrycket",
        "tests": "vilo-ekg; arbetsprov på cykel; långtidsregistrering av hjärtrytm; blodfettsprov; hemmätning av "
        "blodtryck; prov för hjärtsviktsmarkör; ankeltrycksmätning; njurprover",
        "images": "ultraljud av hjärtat; kranskärlsröntgen; magnetkamera av hjärtat; skiktröntgen av kärlen; "
        "ultraljud av benens kärl",
        "drugs": "blodtryckssänkande läkemedel; blodfettssänkande läkemedel; vätskedrivande tabletter; "
        "pulssänkande läkemedel; blodförtunnande läkemedel; kärlvidgande läkemedel",
        "therapies": "hjärtskola; ledarledd gångträning; kompressionsbehandling; konditionsträning på cykel; "
        "rådgivning om salt och vätska; muskelträning för vader; elkonvertering; vägledning i egen mätning",
        "comorbid": "högt blodtryck; höga blodfetter; förmaksflimmer; åderbråck; tidigare hjärtinfarkt; bensår",
        "risks": "höga blodfetter i släkten; långvarig stress; mycket salt i maten; midjeomfång över gränsvärdet; "
        "stillasittande arbete; rökning hemma",
        "complications": "hjärtrytmrubbning; blodpropp; vätska i lungorna; nedsatt njurfunktion; sår på underben; "
        "plötslig blodtryckssänkning; slaganfall; försämrad gångförmåga",
        "activities": "gå uppför backar; klippa gräset; bära tvättkorgen; dansa; handla mat; skotta snö",
    },
    {
        "area": "nervsystemet",
        "title": "Nervsystemets sjukdomar",
        "clinic": "neurologmottagningen",
        "specialist": "neurolog",
        "codes": "G20 21 23-25 30 31 35-37 40 43-45 47 50-52 54 56-58 60-62 64 70-72 90-93 95-98",
        "parts": "storhjärns:storhjärnan hjärnhinne:hjärnhinnan ryggmärgs:ryggmärgen ansiktsnervs:ansiktsnerven "
        "synnervs:synnerven handledsnervs:handledsnerven hjärnstams:hjärnstammen lillhjärns:lillhjärnan "
        "nervrots:nervroten ischiasnervs:ischiasnerven balansnervs:balansnerven tinninglobs:tinningloben",
        "processes": "inflammation skada svaghet smärta svullnad blödning degeneration förlamning irritation "
        "infektion missbildning retning rubbning cysta",
        "symptoms": "domningar i handen; ostadig gång; talsvårigheter; dubbelseende; huvudvärk på morgonen; "
        "skakningar i vila; fumlighet; hjärntrötthet; stickningar i foten; ordletande",
        "signs": "reflexerna; balansen på ett ben; muskelkraften i armarna; pupillerna; känseln i fotsulan; "
        "gångmönstret; ansiktets rörelser; uppmärksamheten",
        "tests": "nervledningsmätning; eeg; ryggvätskeprov; minnestest; muskelregistrering; synfältsprov; "
        "balansplatta; handkraftsmätning",
        "images": "magnetkamera av hjärnan; skiktröntgen av skallen; magnetkamera av ryggen; kärlröntgen av "
        "halsen; ultraljud av nerven",
        "drugs": "anfallsförebyggande läkemedel; nervsmärtlindrande läkemedel; muskelavslappnande tabletter; "
        "dopaminhöjande läkemedel; migränmedicin; immundämpande läkemedel",
        "therapies": "balansträning; talträning; minnesträning; gångträning med stavar; handträning; "
        "energisparande arbetssätt; speglad rörelseträning; sväljträning",
        "comorbid": "migrän; epilepsi; sömnstörning; nedsatt känsel; polyneuropati; kognitiv svikt",
        "risks": "slag mot huvudet; ensidigt arbete; vitaminbrist; lösningsmedel; infektion i nervsystemet; "
        "ryggskada i ungdomen",
        "complications": "fallskada; muskelkramp; svårighet att svälja; trycksår; nedstämdhet; kontraktur; "
        "urinläckage; förlust av körkort",
        "activities": "knäppa knappar; läsa undertexter; gå på ojämnt underlag; skriva för hand; hålla balansen i "
        "duschen; minnas avtalade tider",
    },
    {
        "area": "rorelseorganen",
        "title": "Rörelseorganens sjukdomar",
        "clinic": "ortopedmottagningen",
        "specialist": "ortoped",
        "codes": "M15-19 21-25 41-43 45-48 50 51 53 54 60-62 65-67 70-72 75-77 79 84-89",
        "parts": "axel:axeln armbågs:armbågen handleds:handleden tumbas:tumbasen höft:höften knä:knät "
        "fotleds:fotleden häl:hälen ländryggs:ländryggen nack:nacken bröstryggs:bröstryggen käkleds:käkleden",
        "processes": "inflammation svaghet skada smärta stelhet svullnad instabilitet förslitning degeneration "
        "förkalkning missbildning irritation infektion överbelastning",
        "symptoms": "smärta vid belastning; morgonstelhet; låsningar; vilovärk; svaghetskänsla; knäppningar i "
        "leden; nattlig värk; minskat rörelseomfång; hälta; svullnad efter promenad",
        "signs": "rörelseomfånget; ledens stabilitet; muskelstyrkan; hållningen; gångmönstret; ömheten över "
        "senfästet; benlängden; greppet i handen",
        "tests": "funktionstest i trappa; provbelastning; reumatologiska blodprov; mätning av gripkraft; "
        "uppresningstest; bentäthetsmätning; rörlighetstest; sänka",
        "images": "slätröntgen; magnetkamera av leden; ultraljud av senan; skiktröntgen av skelettet; stående "
        "röntgen av benen",
        "drugs": "smärtstillande tabletter; antiinflammatoriska läkemedel; kortisoninjektion; smärtlindrande gel; "
        "benstärkande läkemedel; muskelavslappnande läkemedel",
        "therapies": "handledd styrketräning; rörelseträning i bassäng; ergonomisk rådgivning; stabiliserande "
        "tejpning; artrosskola; hållningsträning; anpassade inlägg; töjning av muskler",
        "comorbid": "artros; benskörhet; gikt; fibromyalgi; ledgångsreumatism; långvarig ryggsmärta",
        "risks": "tungt kroppsarbete; övervikt; tidigare ledskada; monotona rörelser; svag muskulatur; vibrationer",
        "complications": "felställning; muskelförtvining; kronisk smärta; sjukskrivning; fallrädsla; stel led; "
        "försvagad led; minskad självständighet",
        "activities": "knyta skorna; lyfta en gryta; gå nedför trappor; sitta i bil; arbeta i trädgården; bädda sängen",
    },
    {
        "area": "njur-urinvag",
        "title": "Njur- och urinvägssjukdomar",
        "clinic": "urologmottagningen",
        "specialist": "urolog",
        "codes": "N00-07 10-15 17-20 25-28 30-32 34-36 39-45 47-50",
        "parts": "njur:njuren njurbäckens:njurbäckenet urinledar:urinledaren urinblåse:urinblåsan "
        "urinrörs:urinröret prostata:prostatan bäckenbotten:bäckenbotten blåshals:blåshalsen njurkärls:njurkärlet "
        "njurbarks:njurbarken testikel:testikeln bitestikel:bitestikeln",
        "processes": "inflammation förträngning svaghet infektion skada smärta svullnad blödning svikt cysta "
        "förkalkning utvidgning missbildning irritation",
        "symptoms": "sveda när man kissar; täta trängningar; blod i urinen; flanksmärta; svag stråle; nattliga "
        "toalettbesök; läckage vid hosta; skummande urin; ömhet i underlivet; droppning efteråt",
        "signs": "ömheten över flanken; urinblåsans fyllnad; blodtrycket; bensvullnaden; bäckenbottnens "
        "knipkraft; prostatans storlek; hudens elasticitet; kroppsvikten",
        "tests": "urinsticka; urinodling; njurfunktionsprov; miktionslista; flödesmätning; mätning av resturin; "
        "proteinmätning i urin; läckagemätning",
        "images": "ultraljud av njurarna; skiktröntgen av urinvägarna; cystoskopi; magnetkamera av bäckenet; "
        "njurscintigrafi",
        "drugs": "blåsavslappnande läkemedel; antibiotika; prostatakrympande läkemedel; vätskedrivande läkemedel; "
        "njurskyddande läkemedel; kramplösande läkemedel",
        "therapies": "bäckenbottenträning; blåsträning; vätskerådgivning; ren kateterisering; dialysförberedelse; "
        "toalettschema; stötvågsbehandling; knipteknik",
        "comorbid": "njursten; prostataförstoring; urininkontinens; kronisk njursvikt; gikt i foten; förstoppning",
        "risks": "lågt vätskeintag; tidigare kateter; ärftlig njursjukdom; obehandlat blodtryck; bäckenoperation; "
        "smärtstillande medel under lång tid",
        "complications": "njursvikt; blodförgiftning; urinstämma; blodbrist; skelettpåverkan; återkommande "
        "infektion; läckage; ärrbildning",
        "activities": "sova en hel natt; resa med buss; träna; gå på bio; arbeta utan avbrott; dansa",
    },
    {
        "area": "mag-tarm",
        "title": "Mag- och tarmsjukdomar",
        "clinic": "mag- och tarmmottagningen",
        "specialist": "gastroenterolog",
        "codes": "K20-22 25-31 35-38 50-52 55-63 65 66 70-73 75 76 80-83 85 86 90",
        "parts": "magsäcks:magsäcken matstrups:matstrupen tunntarms:tunntarmen tjocktarms:tjocktarmen "
        "ändtarms:ändtarmen lever:levern gallblåse:gallblåsan gallgångs:gallgången bukspottkörtel:bukspottkörteln "
        "bukhinne:bukhinnan blindtarms:blindtarmen tolvfingertarms:tolvfingertarmen",
        "processes": "inflammation förträngning svaghet infektion skada smärta svullnad blödning överkänslighet "
        "fibros svikt cysta utvidgning irritation",
        "symptoms": "lös avföring; sura uppstötningar; magont efter måltid; illamående; uppblåsthet; tidig "
        "mättnad; blod i avföringen; gulaktig hud; förstoppning; aptitlöshet",
        "signs": "bukens ömhet; tarmljuden; kroppsvikten; leverns storlek; ändtarmens öppning; ögonvitans färg; "
        "vätskebalansen; munslemhinnan",
        "tests": "avföringsprov; leverprover; utandningsprov; glutenprov; blodstatus; järndepåer; sväljtest; "
        "vitaminprov",
        "images": "gastroskopi; koloskopi; ultraljud av buken; magnetkamera av gallvägarna; kapselendoskopi",
        "drugs": "syrahämmande läkemedel; tarmreglerande läkemedel; kortisonklysma; gallsaltsbindande läkemedel; "
        "enzymer i kapsel; biologiska läkemedel",
        "therapies": "kostregistrering; anpassad fiberkost; näringsdryck; tarmskola; alkoholrådgivning; "
        "måltidsordning; bukmassage; avslappningsträning",
        "comorbid": "celiaki; gallsten; laktosintolerans; irritabel tarm; fettlever; ljumskbråck",
        "risks": "hög alkoholkonsumtion; ärftlig tarmsjukdom; smärtstillande medel; fiberfattig kost; "
        "utlandsresa; tidigare bukoperation",
        "complications": "undernäring; tarmvred; leversvikt; vätskebrist; järnbrist; fistel; benskörhet; inre blödning",
        "activities": "äta på restaurang; resa långt; sova plant; delta i idrott; laga mat; äta lunch med andra",
    },
    {
        "area": "hud-kon",
        "title": "Hud- och könssjukdomar",
        "clinic": "hudmottagningen",
        "specialist": "hudläkare",
        "codes": "L20-30 40-44 50-53 60 63-68 70-75 80-85 87 90-94 97 98",
        "parts": "hårbotten:hårbotten nagelbädds:nagelbädden fotsule:fotsulan handflate:handflatan "
        "hårsäcks:hårsäcken svettkörtel:svettkörteln talgkörtel:talgkörteln läpp:läppen armvecks:armvecket "
        "underbenshuds:underbenshuden ljumskvecks:ljumskvecket halshuds:halshuden",
        "processes": "inflammation infektion skada smärta svullnad blödning överkänslighet irritation cysta "
        "fibros förtjockning förhårdnad missfärgning uttorkning",
        "symptoms": "klåda på kvällen; fjällande hud; röda utslag; svidande sprickor; nässelutslag; svårläkta "
        "sår; blåsor; torra partier; ömma knutor; håravfall",
        "signs": "utslagens utbredning; hudens fuktighet; naglarna; sårets kanter; hårfästet; lymfkörtlarna; "
        "rodnadens gräns; sårets djup",
        "tests": "lapptest; hudbiopsi; sårodling; svampprov; dermatoskopi; pricktest; ljustest; fotografering av hud",
        "images": "ultraljud av huden; kärlultraljud av benen; konfokal hudmikroskopi; digital hudfotografering; "
        "termografi",
        "drugs": "kortisonkräm; mjukgörande kräm; svampmedel; klådstillande tabletter; immundämpande salva; "
        "antiseptisk tvätt",
        "therapies": "ljusbehandling; sårvård; kompressionslinda; smörjskola; fuktbevarande bad; avlastning av "
        "foten; tejpning av sprickor; solskyddsråd",
        "comorbid": "atopiskt eksem; psoriasis; kontaktallergi; bensår; rosacea; hudsvamp",
        "risks": "vått arbete; stark sol; nickelkontakt; ärftlig torr hud; trånga skor; starka rengöringsmedel",
        "complications": "hudinfektion; ärr; sömnbrist; svårläkt sår; pigmentförändring; rosfeber; håravfall; stigma",
        "activities": "diska; duscha; bada i bassäng; arbeta med handskar; sova utan att klia; gå barfota",
    },
    {
        "area": "ogon",
        "title": "Ögonsjukdomar",
        "clinic": "ögonmottagningen",
        "specialist": "ögonläkare",
        "codes": "H00-02 04 05 10 11 15-18 20 21 25-27 30 31 33-35 40 43 44 46 47 49-53",
        "parts": "hornhinne:hornhinnan näthinne:näthinnan regnbågshinne:regnbågshinnan åderhinne:åderhinnan "
        "bindhinne:bindhinnan lins:linsen tårkanals:tårkanalen tårkörtel:tårkörteln glaskropps:glaskroppen "
        "ögonmuskel:ögonmuskeln senhinne:senhinnan ögonhåle:ögonhålan",
        "processes": "inflammation infektion skada svullnad blödning degeneration irritation cysta missbildning "
        "förtjockning svaghet förkalkning smärta rubbning",
        "symptoms": "dimsyn; rinnande ögon; ljuskänslighet; skavkänsla; blixtar i synfältet; svarta prickar; "
        "rödögdhet; nedsatt mörkerseende; raka linjer som buktar; torra ögon",
        "signs": "synskärpan; pupillreaktionen; ögontrycket; ögats yta; synfältet; ögonlockens kanter; "
        "färgsinnet; ögonens rörelser",
        "tests": "synprövning; tryckmätning; färgning av hornhinnan; tårtest; mörkerprövning; kontrastsyntest; "
        "skelningsmätning; datoriserad synfältsmätning",
        "images": "ögonbottenfotografering; skiktbild av näthinnan; ultraljud av ögat; kärlfotografering av "
        "ögonbotten; hornhinnetopografi",
        "drugs": "trycksänkande droppar; fuktgivande droppar; kortisondroppar; antibiotikadroppar; "
        "allergidroppar; injektion i ögat",
        "therapies": "ögonlockstvätt; syncentralens träning; laserbehandling; lapp för ögat; filterglasögon; "
        "förstorande hjälpmedel; belysningsråd; läsavstånd i vardagen",
        "comorbid": "grön starr; grå starr; torra ögon; gula fläckens åldersförändring; diabetes i ögat; skelning",
        "risks": "ärftlighet; kontaktlinser; ultraviolett ljus; närsynthet; metallarbete; tidigare ögonskada",
        "complications": "synnedsättning; synfältsbortfall; ärr på hornhinnan; nedsatt läsförmåga; fall; "
        "ensamhet; dubbelbilder; blindhet på ett öga",
        "activities": "läsa tidningen; köra bil i skymning; känna igen ansikten; se på film; sy; gå i mörker",
    },
    {
        "area": "onh",
        "title": "Öron-, näs- och halssjukdomar",
        "clinic": "öron-, näs- och halsmottagningen",
        "specialist": "öronläkare",
        "codes": "H60 61 65-74 80 81 83 90-93 95",
        "parts": "näs:näsan bihåle:bihålan mellanöre:mellanörat hörselgångs:hörselgången trumhinne:trumhinnan "
        "inneröre:innerörat svalg:svalget halsmandel:halsmandeln struphuvuds:struphuvudet stämbands:stämbandet "
        "spottkörtel:spottkörteln näsmussle:näsmusslan",
        "processes": "inflammation infektion skada smärta svullnad blödning förträngning irritation "
        "överkänslighet svaghet cysta missbildning förtjockning fibros",
        "symptoms": "nedsatt hörsel; öronsus; täppt näsa; heshet; klump i halsen; snurrande yrsel; flytningar "
        "från örat; lockkänsla; snarkning; nedsatt luktsinne",
        "signs": "trumhinnans rörlighet; näsans luftflöde; stämbandens rörelse; halsens körtlar; balansen; "
        "hörselgången; svalgets slemhinna; rösten",
        "tests": "hörselprov; tryckmätning i mellanörat; balansprov; lukttest; röstinspelning; svalgodling; "
        "talaudiometri; näsflödesmätning",
        "images": "skiktröntgen av bihålorna; fiberskopi; magnetkamera av innerörat; ultraljud av halsen; "
        "filmning av stämbanden",
        "drugs": "nässpray med kortison; örondroppar; avsvällande spray; antibiotika i tablett; "
        "illamåendelindrande tabletter; sköljvätska med koksalt",
        "therapies": "röstträning; yrselgymnastik; hörapparatutprovning; näsduschning; hörselrehabilitering; "
        "tinnitusrådgivning; tryckutjämning; sovställningsråd",
        "comorbid": "tinnitus; näspolyper; hösnuva; snarkning; återkommande öroninflammation; åldershörsel",
        "risks": "buller; tobaksrök; upprepade infektioner; röstkrävande yrke; dykning; ärftlig hörselnedsättning",
        "complications": "bestående hörselskada; balansproblem; kronisk bihåleinflammation; röstbortfall; social "
        "isolering; ljudkänslighet; hål i trumhinnan; sömnbrist",
        "activities": "samtala i grupp; tala inför folk; höra dörrklockan; sova i tyst rum; simma; flyga",
    },
    {
        "area": "psykisk-halsa",
        "title": "Psykisk hälsa",
        "clinic": "psykiatrimottagningen",
        "specialist": "psykiater",
        "codes": "F30-34 40-45 48 50-54 60-63 68 80-84 90-95 98",
        "parts": "sömn:sömnen stress:stressen oros:oron minnes:minnet fokus:uppmärksamheten "
        "känslo:känslolivet tvångs:tvånget humör:humöret panik:paniken sorge:sorgen ångest:ångesten kris:krisen",
        "processes": "störning rubbning reaktion belastning problematik överkänslighet svårighet episod sårbarhet "
        "låsning överbelastning spänning svängning trötthet",
        "symptoms": "grubblande tankar; ytlig sömn; håglöshet; oro inför möten; spändhet i kroppen; "
        "koncentrationssvårigheter; gråtmildhet; överaktivitet; minskad matlust; skuldkänslor",
        "signs": "stämningsläget; ögonkontakten; talets tempo; psykomotoriken; sömnmönstret; självkänslan; "
        "tankarnas innehåll; suicidrisken",
        "tests": "skattning av nedstämdhet; sömndagbok; strukturerad intervju; skattning av oro; alkoholformulär; "
        "kognitiv testning; blodstatus; nätverkskarta",
        "images": "skiktröntgen av hjärnan; magnetkamera av skallen; sömnregistrering; pulsregistrering; "
        "aktivitetsmätning",
        "drugs": "stämningshöjande läkemedel; stämningsstabiliserande läkemedel; sömngivande läkemedel; "
        "ångestdämpande läkemedel; centralstimulerande läkemedel; melatonin",
        "therapies": "kognitiv beteendeterapi; samtalsstöd; stresshanteringskurs; sömnskola; fysisk aktivitet i "
        "grupp; familjesamtal; exponering i vardagen; arbetsåtergång i steg",
        "comorbid": "beroende; adhd; autism; långvarig smärta; ätstörning; social fobi",
        "risks": "otrygg uppväxt; arbetslöshet; övergrepp; skilsmässa; långvarig sömnbrist; ensamhet",
        "complications": "självskada; sjukskrivning; skuldsättning; isolering; riskbruk av alkohol; "
        "relationssvårigheter; suicidförsök; avbruten utbildning",
        "activities": "handla i affären; gå till arbetet; äta med familjen; läsa en bok; ringa en vän; åka buss",
    },
    {
        "area": "kvinnosjukdomar",
        "title": "Kvinnosjukdomar och förlossning",
        "clinic": "kvinnomottagningen",
        "specialist": "gynekolog",
        "codes": "N60-64 70-73 75 76 80-89 91-95",
        "parts": "livmoderkropps:livmoderkroppen äggstocks:äggstocken äggledar:äggledaren slid:slidan "
        "blygdläpps:blygdläppen bäckenrings:bäckenringen bröst:bröstet bröstvårts:bröstvårtan mjölkgångs:mjölkgången "
        "livmoderhals:livmoderhalsen ägglossnings:ägglossningen förlossningskanals:förlossningskanalen",
        "processes": "inflammation infektion skada smärta svullnad blödning cysta svaghet irritation fibros "
        "förträngning missbildning förtjockning överkänslighet",
        "symptoms": "riklig mens; smärta vid samlag; mellanblödningar; mensvärk; flytningar; bröstspänning; "
        "vallningar; tyngdkänsla i bäckenet; klåda i underlivet; oregelbunden mens",
        "signs": "bukens ömhet; livmoderns storlek; slemhinnan i slidan; bröstens vävnad; bäckenbottnens styrka; "
        "blodtrycket; flytningens utseende; lymfkörtlarna i armhålan",
        "tests": "graviditetstest; cellprov; blodvärde; hormonprov; klamydiaprov; blödningskalender; vaginal "
        "odling; bäckenbottenmätning",
        "images": "vaginalt ultraljud; mammografi; magnetkamera av bäckenet; hysteroskopi; ultraljud av bröstet",
        "drugs": "hormonspiral; östrogen i plåster; blödningsminskande tabletter; smärtstillande läkemedel; "
        "kombinerade hormontabletter; svampmedel",
        "therapies": "knipövningar; smärtskola; samtal om samliv; amningsstöd; bäckenbottenrehabilitering; "
        "avslappning i vattnet; ärrmassage; värmebehandling",
        "comorbid": "endometrios; blodbrist; urinläckage; underlivssmärta; ofrivillig barnlöshet; muskelknutor",
        "risks": "sen första graviditet; bristning vid förlossning; ärftlighet; upprepade underlivsinfektioner; "
        "hormonkänslighet; övervikt",
        "complications": "blodbrist; nedsatt fruktsamhet; kronisk bäckensmärta; framfall; samlivsproblem; "
        "sammanväxningar; bröstböld; sjukfrånvaro",
        "activities": "arbeta under mens; cykla; amma; sitta länge; idrotta; ha samlag",
    },
    {
        "area": "tandvard",
        "title": "Tandvård",
        "clinic": "käkkirurgiska mottagningen",
        "specialist": "specialisttandläkare",
        "codes": "K00-14",
        "parts": "tandrots:tandroten tandhals:tandhalsen tandkötts:tandköttet tandbens:tandbenet pulpa:pulpan "
        "emalj:emaljen visdomstands:visdomstanden mjölktands:mjölktanden käkbens:käkbenet gom:gommen tung:tungan "
        "munslemhinne:munslemhinnan",
        "processes": "inflammation infektion skada smärta svullnad blödning förslitning irritation överkänslighet "
        "cysta missbildning degeneration missfärgning förtjockning",
        "symptoms": "ilningar; tandvärk; blödande tandkött; muntorrhet; dålig andedräkt; tuggsvårigheter; sveda i "
        "munnen; lös tand; svullen kind; vita beläggningar",
        "signs": "tandköttets fickor; slemhinnans färg; bettet; tandens rörlighet; saliven; käkens gapförmåga; "
        "rötternas känslighet; munhygienen",
        "tests": "kariesprov; fickdjupsmätning; salivprov; köldtest; bettanalys; munskölj för odling; "
        "plackfärgning; tuggtest",
        "images": "bettröntgen; panoramaröntgen; skiktröntgen av käken; röntgen av tandrötter; fotografering av munnen",
        "drugs": "fluortandkräm; fluorsköljning; munskölj mot plack; saliversättning; antibiotika vid "
        "tandinfektion; smärtlindrande tabletter",
        "therapies": "tandborstningsskola; professionell rengöring; bettskena; kostråd om söta drycker; "
        "käkgymnastik; mellanrumsrengöring; munvård hemma; tobaksavvänjning",
        "comorbid": "karies; tandlossning; muntorrhet; tandvårdsrädsla; gomspalt; reflux i matstrupen",
        "risks": "täta mellanmål; söta drycker; snus; läkemedel som ger muntorrhet; nedsatt handfunktion; "
        "tandgnissling",
        "complications": "tandförlust; böld; spridd infektion; undernäring; käkledsbesvär; protes; nervskada; "
        "talproblem",
        "activities": "tugga hårt bröd; borsta tänderna; tala tydligt; le på bild; dricka kallt; äta frukt",
    },
)
