"""Sentences and words in twelve languages, written for the project: what `benchmarks.own_forms` builds from.

Each language has prose that uses words of the interface as words, four such words as they stand on
buttons, two names, and a stanza.
"""

from typing import NamedTuple


class Language(NamedTuple):
    """What texts of a language are made of; ``colon`` opens a list, ``stop`` ends a sentence."""

    prose: tuple[str, ...]
    buttons: tuple[str, ...]
    names: tuple[str, str]
    stanza: tuple[str, ...]
    colon: str = ":"
    stop: str = "."


LANGUAGES: dict[str, Language] = {
    "en": Language(
        (
            "The harbour office said that the town would share the costs of the new pier with others.",
            "Nobody should read more into the letter than it says, she said, and asked for comments by post.",
            "Advertisement of the works will follow in the papers, and more than a hundred have asked.",
        ),
        ("Share", "Comments", "Read more", "Login"),
        ("Anna", "Ben"),
        (
            "The tide comes in, the tide goes out,",
            "and no one shares the sand,",
            "the boats come home, the gulls about,",
            "and more than sea is land.",
        ),
    ),
    "de": Language(
        (
            "Das Hafenamt teilte mit, die Stadt werde die Kosten des neuen Stegs mit den Nachbarn teilen.",
            "Niemand solle mehr aus dem Brief lesen, als darin steht, sagte sie, und bat um Kommentare.",
            "Eine Anzeige der Arbeiten folgt in den Zeitungen, und mehr als hundert Leute haben gefragt.",
        ),
        ("Teilen", "Kommentare", "Weiterlesen", "Anmelden"),
        ("Anna", "Jens"),
        (
            "Die Flut kommt an, die Flut geht fort,",
            "und keiner teilt den Sand,",
            "das Boot kehrt heim an seinen Ort,",
            "und mehr als Meer ist Land.",
        ),
    ),
    "fr": Language(
        (
            "Le bureau du port a dit que la ville allait partager les frais du quai avec ses voisins.",
            "Personne ne devrait lire la suite entre les lignes, dit-elle, et elle attend des commentaires.",
            "La publicité des travaux suivra dans les journaux, et plus de cent personnes ont écrit.",
        ),
        ("Partager", "Commentaires", "Lire la suite", "Connexion"),
        ("Anne", "Luc"),
        (
            "La mer revient, la mer s'en va,",
            "et nul ne partage le port,",
            "le vent se lève et ne dit pas,",
            "s'il souffle encore du nord.",
        ),
    ),
    "es": Language(
        (
            "La oficina del puerto dijo que la ciudad va a compartir los gastos del muelle con los vecinos.",
            "Nadie debería leer más en la carta de lo que dice, añadió, y pidió comentarios por correo.",
            "La publicidad de las obras saldrá en los diarios, y más de cien personas han preguntado.",
        ),
        ("Compartir", "Comentarios", "Leer más", "Iniciar sesión"),
        ("Ana", "Luis"),
        (
            "La mar que viene, la mar que va,",
            "y nadie comparte la arena,",
            "el barco vuelve, ¿quién lo verá?,",
            "ya canta la luna llena.",
        ),
    ),
    "it": Language(
        (
            "L'ufficio del porto ha detto che la città intende condividere le spese del molo con i vicini.",
            "Nessuno deve leggere altro fra le righe, ha aggiunto, e ha chiesto commenti per posta.",
            "La pubblicità dei lavori uscirà sui giornali, e più di cento persone hanno già chiesto.",
        ),
        ("Condividi", "Commenti", "Leggi anche", "Accedi"),
        ("Anna", "Carlo"),
        (
            "Il mare viene, il mare va,",
            "nessuno divide la sabbia,",
            "la barca torna, chi lo sa,",
            "se il vento avrà più rabbia.",
        ),
    ),
    "pl": Language(
        (
            "Biuro portu podało, że miasto chce udostępnić nowe molo i podzielić koszty z sąsiadami.",
            "Nikt nie powinien czytać więcej między wierszami, dodała, i poprosiła o komentarze pocztą.",
            "Reklama robót ukaże się w gazetach, a ponad sto osób już pytało o nowe miejsca.",
        ),
        ("Udostępnij", "Komentarze", "Czytaj więcej", "Zaloguj się"),
        ("Anna", "Piotr"),
        (
            "Fala przychodzi, fala ucieka,",
            "nikt nie dzieli piasku,",
            "łódka powraca, nikt nie czeka,",
            "w porannym srebrnym blasku.",
        ),
    ),
    "ru": Language(
        (
            "Управление порта сообщило, что город готов поделиться расходами на новый причал с соседями.",
            "Никто не должен читать дальше между строк, добавила она и попросила прислать комментарии.",
            "Реклама работ появится в газетах, и ещё более ста человек уже спросили о новых местах.",
        ),
        ("Поделиться", "Комментарии", "Читать далее", "Войти"),
        ("Анна", "Пётр"),
        (
            "Волна приходит, волна уходит,",
            "никто не делит песок,",
            "и лодка снова домой приводит,",
            "и берег уже недалёк.",
        ),
    ),
    "tr": Language(
        (
            "Liman yönetimi, kentin yeni iskelenin giderlerini komşularıyla paylaşacağını söyledi.",
            "Kimse mektupta devamını okumaya çalışmasın dedi ve herkesten postayla yorumlar istedi.",
            "İşlerin reklamı gazetelerde çıkacak, yüzden fazla kişi yeni yerleri sordu bile.",
        ),
        ("Paylaş", "Yorumlar", "Devamını oku", "Giriş yap"),
        ("Ayşe", "Can"),
        (
            "Deniz gelir, deniz gider,",
            "kimse paylaşmaz kumu,",
            "kayık döner, martı bekler,",
            "rüzgâr sever bu uykuyu.",
        ),
    ),
    "ar": Language(
        (
            "قالت إدارة الميناء إن المدينة تنوي مشاركة تكاليف الرصيف الجديد مع جيرانها في الساحل.",
            "وأضافت أنه لا ينبغي لأحد أن يقرأ المزيد بين السطور، وطلبت إرسال تعليقات بالبريد.",
            "وسيأتي إعلان الأشغال في الصحف، وقد سأل أكثر من مئة شخص عن الأماكن الجديدة.",
        ),
        ("مشاركة", "تعليقات", "اقرأ المزيد", "تسجيل الدخول"),
        ("آنا", "سامي"),
        ("يأتي البحر ثم يعود،", "ولا أحد يقسم الرمال،", "والقارب يعرف الحدود،", "والريح تمضي في الجبال."),
    ),
    "hi": Language(
        (
            "बंदरगाह के दफ़्तर ने कहा कि शहर नए घाट का खर्च पड़ोसियों के साथ साझा करना चाहता है।",
            "उन्होंने कहा कि चिट्ठी में किसी को और पढ़ें जैसा कुछ नहीं ढूँढना चाहिए, और टिप्पणी माँगी।",
            "काम का विज्ञापन अख़बारों में आएगा, और सौ से ज़्यादा लोग नई जगहों के बारे में पूछ चुके हैं।",
        ),
        ("साझा करें", "टिप्पणी करें", "और पढ़ें", "लॉग इन"),
        ("अन्ना", "राम"),
        ("लहर आती है, लहर जाती,", "रेत किसी की कब होती,", "नाव लौट कर घर आती,", "हवा रात भर कब सोती।"),
        stop="।",
    ),
    "zh": Language(
        (
            "港口管理处表示，这座城市打算与邻近城镇分享新码头的费用，工程将在明年春天开始。",
            "她补充说，任何人都不应该在信里阅读更多的意思，并请大家把评论寄到办公室。",
            "工程的广告将在报纸上刊登，已经有一百多人来询问新的泊位，大家都很有耐心。",
        ),
        ("分享", "评论", "阅读全文", "登录"),
        ("安娜", "老王"),
        ("潮水来了又去，", "没人分享这片沙，", "小船又回到原处，", "风把灯火带回家。"),
        "：",
        "。",
    ),
    "ja": Language(
        (
            "港湾事務所は、市が新しい桟橋の費用を近隣の町と分担し、工事は来年の春に始まると発表した。",
            "手紙の続きを読む必要はないと彼女は述べ、コメントは郵便で送ってほしいと付け加えた。",
            "工事の広告は新聞に載り、すでに百人以上が新しい場所について問い合わせているという。",
        ),
        ("シェア", "コメント", "続きを読む", "ログイン"),
        ("安奈", "健太"),
        (
            "潮が満ちて、潮が引いて、",
            "砂は誰のものでもなく、",
            "舟は静かに岸に着いて、",
            "風は夜通し歌っていた。",
        ),
        "：",
        "。",
    ),
    "ko": Language(
        (
            "항만 사무소는 시가 새 부두의 비용을 이웃 마을과 공유하기로 했고 공사는 봄에 시작한다고 했다.",
            "그는 아무도 편지에서 더 보기 같은 뜻을 찾지 말라고 하며 댓글 대신 우편을 부탁했다.",
            "공사 광고는 신문에 실리고 이미 백 명이 넘는 사람이 새 자리에 대해 물었다고 한다.",
        ),
        ("공유", "댓글", "더 보기", "로그인"),
        ("안나", "민수"),
        (
            "물이 들어오고, 물이 나가고,",
            "모래는 누구의 것도 아니고,",
            "배는 조용히 닿고,",
            "바람은 밤새 노래한다.",
        ),
    ),
}
