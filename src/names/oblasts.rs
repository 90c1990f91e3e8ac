//! The words that each oblast goes by, as a table.

/// The two digits of each oblast in a code and the words it goes by: adjective, centre, everyday name; Ukrainian, Latin, Russian.
/// A star stands for any case ending, a plus before a word says that it means the oblast without the noun.
#[rustfmt::skip]
pub(super) const OBLASTS: &[(u8, &str)] = &[
    (1, "+крим* кримськ* +арк +крым* крымск* +crimea crimean krym krymska"),
    (5, "вінницьк* вінниц* +вінниччин* +подільщин* винницк* винниц* +винниччин* vinnytska vinnytsia vinnytsya vinnitsa vinnytskyi vinnitska"),
    (7, "волинськ* +волин* луцьк* волынск* +волын* volynska +volyn volynskyi volhynia"),
    (12, "дніпропетровськ* +дніпропетровщин* дніпр* дніпровськ* +січеславщин* днепропетровск* +днепропетровщин* днепр* \
        dnipropetrovska dnipropetrovsk dnipro dnepropetrovsk dnipropetrovskyi dnepropetrovska"),
    (14, "донецьк* +донеччин* донецк* +донетчин* donetska donetsk donetskyi donechchyna"),
    (18, "житомирськ* +житомирщин* житомир* житомирск* zhytomyrska zhytomyr zhitomir zhytomyrskyi zhitomirska"),
    (21, "закарпатськ* +закарпатт* ужгород* закарпатск* +закарпать* zakarpatska +zakarpattia zakarpatya transcarpathia transcarpathian +zakarpattya"),
    (23, "запорізьк* запоріжж* запорожжі запорожск* запорожь* zaporizka zaporizhzhia zaporizhia zaporizhzhya zaporozhye zaporizhska zaporizkyi zaporizhka"),
    (26, "івано-франківськ* +івано-франківщин* +франківщин* +прикарпатт* ивано-франковск* +прикарпать* ивано-франковщин* \
        ivano-frankivska ivano-frankivsk ivano-frankovsk prykarpattia ivano-frankivskyi"),
    (32, "київськ* +київщин* киевск* +киевщин* kyivska kyiv kiev kyivskyi kievska"),
    (35, "кіровоградськ* +кіровоградщин* +кропивниччин* кропивницьк* кіровоград* кировоградск* +кировоградщин* кировоград* \
        kirovohradska kirovohrad kirovograd kropyvnytskyi kirovogradska kropyvnytska"),
    (44, "луганськ* +луганщин* луганск* luhanska luhansk lugansk luhanskyi luganska"),
    (46, "львівськ* +львівщин* львів* львов* львовск* +львовщин* lvivska lviv lvov lvivskyi lvovska"),
    (48, "миколаївськ* +миколаївщин* миколаїв* миколаєв* николаевск* +николаевщин* николаев* mykolaivska mykolaiv mykolayiv nikolaev mykolayivska mykolaivskyi"),
    (51, "одеськ* +одещин* одес* одесск* +одесщин* +одесчин* odeska odesa odessa odeskyi odesska"),
    (53, "полтавськ* +полтавщин* полтав* полтавск* poltavska poltava poltavskyi"),
    (56, "рівненськ* +рівненщин* рівн* ровенск* +ровенщин* ровно rivnenska rivne rovno rivnenskyi rovenska"),
    (59, "сумськ* +сумщин* сум* сумск* sumska sumy sumskyi"),
    (61, "тернопільськ* +тернопільщин* тернопол* тернопіл* тернопольск* +тернопольщин* ternopilska ternopil ternopilskyi ternopolska ternopol"),
    (63, "харківськ* +харківщин* +слобожанщин* харків* харков* харьковск* +харьковщин* kharkivska kharkiv kharkov kharkivskyi charkiw kharkovska"),
    (65, "херсонськ* +херсонщин* херсон* херсонск* khersonska kherson khersonskyi cherson"),
    (68, "хмельницьк* +хмельниччин* хмельницк* +хмельнитчин* khmelnytska khmelnytskyi khmelnytskiy khmelnitsky khmelnitska khmelnytsky"),
    (71, "черкаськ* +черкащин* черкас* черкасск* +черкасчин* cherkaska cherkasy cherkassy cherkaskyi cherkasska"),
    (73, "чернівецьк* чернівц* +буковин* +чернівеччин* черновицк* черновц* chernivetska chernivtsi chernovtsy bukovyna chernivetskyi"),
    (74, "чернігівськ* +чернігівщин* чернігів* черніго* черниговск* +черниговщин* чернигов* chernihivska chernihiv chernigov chernigiv chernihivskyi chernihovska"),
    (80, "київ києв* київом kyiv kiev"),
    (85, "севастопол* sevastopol sebastopol"),
];
/// Case endings for the stars of the table above.
#[rustfmt::skip]
pub(super) const ENDINGS: [&str; 35] = [
    "", "а", "о", "и", "і", "у", "ою", "ом", "ів", "ові", "ем", "ами", "ах", "я", "ю", "єю", "ею", "ї", "ам", "ь", "ий", "ого",
    "ому", "им", "ім", "ій", "ої", "ая", "ой", "ую", "ое", "ья", "ье", "ью", "е",
];
