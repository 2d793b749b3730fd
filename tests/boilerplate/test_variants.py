"""Kinds of junk with other names, languages, dashes and numbers than the rules were written for."""

import pytest

import cleankit
from cleankit import Chain

SAID = (
    "The ferry company said on Tuesday that the winter timetable would stay as it was for another year.",
    "Passengers had asked for a later boat, and the council promised to pay a part of what it would cost.",
    "The decision will be looked at again in spring, when the new quay is ready, a spokeswoman said.",
)
INTERFACE = {
    "tweet": [
        "pic.x.com/Zz9Yq0Lm1",
        "— Hafen Kiel (@hafen_kiel) 12. März 2025",
        "— Mairie de Brest 🇫🇷 (@BrestMairie) April 2, 2023",
        "pic.twitter.com/a1B2c3D4e5",
    ],
    "wordpress": [
        "Click to email a link to a friend (Opens in new window)",
        "Klick, um auf Facebook zu teilen (Wird in neuem Fenster geöffnet)",
        "Cliquez pour partager sur Facebook(ouvre dans une nouvelle fenêtre)",
        "Haz clic para compartir en Twitter (Se abre en una ventana nueva)",
        "Share this:",
        "Like Loading…",
    ],
    "cookie": [
        "This site uses cookies to improve your experience.",
        "Nous utilisons des cookies pour améliorer votre expérience.",
        "Utilizamos cookies para mejorar su experiencia.",
        "Questo sito utilizza cookie per migliorare la tua esperienza.",
        "Ta strona używa plików cookie.",
        "Мы используем файлы cookie.",
        "Vi använder cookies för att ge dig bästa möjliga upplevelse.",
        "Diese Website verwendet Cookies.",
    ],
    "markdown": [
        "[Weiterlesen](https://x.example/w)",
        "[Lire la suite](https://x.example/l)",
        "[Teilen](#share)",
        "[Skip to content](#main)",
    ],
    "read": [
        "READ MORE | Harbour reopens after storm",
        "Also read: Harbour reopens after storm",
        "WATCH: Harbour reopens after storm",
        "Lesen Sie auch: Hafen nach Sturm wieder offen",
        "À lire aussi : Le port rouvre après la tempête",
        "Lee también: El puerto reabre tras la tormenta",
        "Leia também: Porto reabre após tempestade",
        "Leggi anche: Il porto riapre dopo la tempesta",
        "Czytaj też: Port otwarty po burzy",
        "Читайте также: Порт открылся после шторма",
        "LEES OOK: Haven weer open na storm",
        "Läs också: Hamnen öppnar efter stormen",
        "Baca juga: Pelabuhan dibuka lagi",
    ],
    "most": [
        "Meistgelesen",
        "Les plus lus",
        "Lo más leído",
        "Mais lidas",
        "I più letti",
        "Najczęściej czytane",
        "Самое читаемое",
        "Mest läst",
        "Terpopuler",
    ],
    "follow": [
        "Follow us on Instagram",
        "Folgen Sie uns auf Facebook",
        "Suivez-nous sur WhatsApp",
        "Síguenos en Twitter",
        "Siga-nos no Instagram",
        "Join our Telegram channel",
        "Download the app",
        "Descarga nuestra app",
    ],
    "ad": [
        "ADVERTISEMENT 3",
        "Article continues after advertisement",
        "Story continues below advertisement",
        "La suite après la publicité",
        "Anzeige",
        "WERBUNG",
        "Publicité",
        "Publicidade",
        "Pubblicità",
        "REKLAMA",
        "Реклама",
        "Annons",
        "Reklam",
    ],
    "chinese": [
        "相关新闻：港口重新开放",
        "（完）",
        "点击查看更多",
        "下载APP阅读全文",
        "登录后发表评论",
    ],
    "post": [
        "The post Harbour reopens appeared first on Coast Times.",
        "Der Beitrag Hafen wieder offen erschien zuerst auf Küstenblatt.",
        "L’article Le port rouvre est apparu en premier sur Le Phare.",
        "La entrada El puerto reabre se publicó primero en El Faro.",
        "Het bericht Haven weer open verscheen eerst op Kustblad.",
    ],
    "reading": [
        "3 min read",
        "Lesezeit: 4 Minuten",
        "Temps de lecture : 2 min",
        "Tiempo de lectura: 5 min",
        "3' di lettura",
        "Tempo de leitura: 3 min",
    ],
    "markup": [
        "</div>",
        "<br/>",
        "<span>",
        "<!-- related stories -->",
        '{"@context": "http://schema.org", "@type": "BreadcrumbList"}',
        "var googletag = googletag || {}; googletag.cmd = googletag.cmd || [];",
        ".promo-box { display: none; margin: 0 auto; }",
    ],
    "copyright": [
        "Copyright 2023 Coast Media. All rights reserved.",
        "© 2024 Küstenblatt GmbH. Alle Rechte vorbehalten.",
        "© 2022 Le Phare. Tous droits réservés.",
    ],
    "disclosure": [
        "We may earn a commission if you buy through links on this page.",
        "This article contains affiliate links.",
        "Dieser Artikel enthält Affiliate-Links.",
    ],
    "video": [
        "Loading video",
        "Play Video",
    ],
}
PROVENANCE = [
    "Jan de Vries/AFP",
    "Foto: Ann Lee/dpa",
    "Photo: Ann Lee",
    "(AP Photo/Marc Berg)",
    "By Ann Lee",
    "Last updated on May 4, 2024",
    "Published 4 May 2024, 12:30 BST",
    "Aktualisiert am 4. Mai 2024, 12:30 Uhr",
    "Publié le 4 mai 2024 à 12h30",
    "Publicado el 4 de mayo de 2024",
    "Reporting by Bo Falk in Oslo and Ann Lee in Bergen; editing by Jo Ek",
    "Source: https://coast.example/story",
    "Quelle: dpa",
    "Image source, Reuters",
    "Image caption, The quay at noon",
    "Ảnh: BO FALK",
    "ann.lee@coast.example",
    "Additional reporting by Bo Falk",
]


def amid(line):
    return "\n\n".join((*SAID[:2], line, SAID[2]))


@pytest.mark.parametrize("line", [line for lines in INTERFACE.values() for line in lines], ids=ascii)
def test_interface_goes(line):
    assert Chain("article")(amid(line)) == "\n\n".join(SAID)


@pytest.mark.parametrize("line", PROVENANCE, ids=ascii)
def test_provenance_goes_with_all_categories_alone(line):
    assert line in Chain("article")(amid(line))
    everything = Chain(cleankit.filter("boilerplate", categories="all"), "blank-lines")
    assert everything(amid(line)) == "\n\n".join(SAID)
