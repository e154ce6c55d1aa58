"""Organisations and offices as written in Korean and English releases.

Compiled by hand for this project, in the same notation as the country table: a form after ``~``
may refer to the organisation but does not require its name on the other side.
"""

ORGANISATIONS = """
UNSC  유엔 안보리, 유엔안보리, 안보리, 유엔 안전보장이사회, 안전보장이사회 = UN Security Council, U.N. Security Council, UNSC, Security Council, United Nations Security Council
UNGA  유엔 총회, 유엔총회 = UN General Assembly, UNGA, U.N. General Assembly, General Assembly, United Nations General Assembly
UNHRC  인권이사회, 유엔 인권이사회 = Human Rights Council, UNHRC, HRC
UN  유엔, 국제연합, ~안보리 = UN, U.N., United Nations, ~UNSC
6PT  6자회담, 6자 회담, 육자회담 = Six-Party Talks, Six-party Talks, Six-Party talks, six-party talks, Six Party Talks, six-nation talks, six-way talks, six-way, six-party, ~6-party
EU  유럽연합, ~유럽, ~歐, ~구주, ~EU = EU, European Union, E.U., ~European, ~Europe
ASEAN  아세안, 동남아국가연합, 동남아시아국가연합, ~ASEAN = ASEAN, Association of Southeast Asian Nations
NATO  나토, 북대서양조약기구, ~NATO = NATO, North Atlantic Treaty Organization
WTO  세계무역기구, ~WTO = WTO, World Trade Organization
IMF  국제통화기금, ~IMF = IMF, International Monetary Fund
WB  세계은행 = World Bank
ADB  아시아개발은행, ~ADB = ADB, Asian Development Bank
AIIB  아시아인프라투자은행, ~AIIB = AIIB, Asian Infrastructure Investment Bank
OECD  경제협력개발기구, ~OECD = OECD, Organization for Economic Cooperation and Development, Organisation for Economic Co-operation and Development
IAEA  국제원자력기구, ~IAEA = IAEA, International Atomic Energy Agency
CTBTO  포괄적핵실험금지조약기구, ~CTBTO = CTBTO
APEC  아시아태평양경제협력체, 아태경제협력체, ~APEC = APEC, Asia-Pacific Economic Cooperation
ASEM  아시아유럽정상회의, 아셈, ~ASEM = ASEM, Asia-Europe Meeting
ARF  아세안지역안보포럼, ~ARF = ASEAN Regional Forum, ARF
EAS  동아시아정상회의, ~EAS = East Asia Summit, EAS
G20  주요 20개국, ~G20 = G20, G-20, Group of 20
G7  주요 7개국, ~G7 = G7, G-7, Group of Seven
WHO  세계보건기구, ~WHO = WHO, World Health Organization, World Health Organisation
UNESCO  유네스코, ~UNESCO = UNESCO
UNICEF  유니세프, ~UNICEF = UNICEF
UNHCR  유엔난민기구, 유엔난민최고대표, ~UNHCR = UNHCR
UNDP  유엔개발계획, ~UNDP = UNDP, United Nations Development Programme
WFP  세계식량계획, ~WFP = WFP, World Food Programme, World Food Program
FAO  식량농업기구, 유엔식량농업기구, ~FAO = FAO
ILO  국제노동기구, ~ILO = ILO, International Labor Organization, International Labour Organization
ICAO  국제민간항공기구, ~ICAO = ICAO
IMO  국제해사기구, ~IMO = IMO, International Maritime Organization
ICC  국제형사재판소, ~ICC = ICC, International Criminal Court
ICJ  국제사법재판소, ~ICJ = ICJ, International Court of Justice
INTERPOL  인터폴, 국제형사경찰기구 = Interpol, INTERPOL
GCF  녹색기후기금, ~GCF = GCF, Green Climate Fund
GGGI  글로벌녹색성장연구소, ~GGGI = GGGI, Global Green Growth Institute
OPEC  석유수출국기구, ~OPEC = OPEC
AFU  아프리카연합 = African Union
GCC  걸프협력회의, ~GCC = GCC, Gulf Cooperation Council
ICRC  국제적십자위원회, ~ICRC = ICRC, International Committee of the Red Cross
IOC  국제올림픽위원회, ~IOC = IOC, International Olympic Committee
FIFA  국제축구연맹, 피파, ~FIFA = FIFA
KOICA  한국국제협력단, 코이카, ~KOICA = KOICA, Korea International Cooperation Agency
KF  한국국제교류재단, 국제교류재단 = Korea Foundation, KF
KOTRA  대한무역투자진흥공사, 코트라, ~KOTRA = KOTRA
BOK  한국은행, ~한은 = Bank of Korea, BOK
KMA  기상청 = Korea Meteorological Administration, KMA, ~weather agency, ~Meteorological
NIS  국가정보원, 국정원 = National Intelligence Service, NIS, ~spy agency
CWD  청와대 = Cheong Wa Dae, Blue House, ~presidential office
ASSEMBLY  ~국회 = National Assembly, ~parliament, ~Assembly
WHITE  백악관 = White House
STATE  ~국무부 = State Department, Department of State
PENTAGON  ~펜타곤, ~미 국방부, ~미국 국방부, ~국방부 = Pentagon, Department of Defense, Defense Department
FED  ~연방준비제도, ~연준, ~연방준비은행, ~연방준비제도이사회 = Federal Reserve, ~Fed
MOFA  ~외교부, ~외교통상부, ~외교장관, ~외교, ~외무 = ~Ministry of Foreign Affairs, ~MOFA, ~Foreign Ministry
MND  ~국방부, ~국방장관, ~국방 = ~Ministry of National Defense, ~MND, ~Defense Ministry, ~Ministry of Defense
MOU  ~통일부, ~통일장관, ~통일 = ~Ministry of Unification, ~Unification Ministry
MOEF  ~기획재정부, ~기재부, ~재정경제부, ~재경부 = ~Ministry of Economy and Finance, ~Finance Ministry, ~Ministry of Strategy and Finance
MOTIE  ~산업통상자원부, ~산업부, ~지식경제부 = ~Ministry of Trade, ~MOTIE
MOE  ~교육부, ~교육과학기술부, ~교육인적자원부 = ~Ministry of Education, ~Education Ministry
MOJ  ~법무부 = ~Ministry of Justice, ~Justice Ministry
MOLIT  ~국토교통부, ~국토부, ~국토해양부, ~건설교통부 = ~Ministry of Land, ~MOLIT
MOHW  ~보건복지부, ~복지부, ~보건복지가족부 = ~Ministry of Health, ~Health Ministry
MAFRA  ~농림축산식품부, ~농림부, ~농림수산식품부 = ~Ministry of Agriculture, ~Agriculture Ministry
MOF  ~해양수산부, ~해수부 = ~Ministry of Oceans, ~Oceans Ministry
MCST  ~문화체육관광부, ~문체부, ~문화부, ~문화관광부 = ~Ministry of Culture, ~Culture Ministry
MOENV  ~환경부 = ~Ministry of Environment, ~Environment Ministry
MOEL  ~고용노동부, ~고용부, ~노동부 = ~Ministry of Employment, ~Ministry of Labor, ~Labor Ministry
"""
