"""Headings and titles of real kinds that begin as buttons do stay, in every language and form."""

import pytest

from cleankit import Chain

SAID = "The harbour was quiet that winter, and the men who had mended nets all their lives sat and waited."
TITLES = """
en: Share of the vote | Home Alone | Print media | More than words | The last comment
en: Sign up, said the sergeant | Follow the money | Read my lips | Login screens through the ages
en: Related by blood | Advertisement for myself | Search for a house of her own
en: Latest stories from the trenches | Back to the top of the mountain | Close window, open door
en: Next article of the constitution | Recommended reading for winter | Save this dance for me
en: Copy that | Add to cart, the horse said | The news in brief from 1848 | Archive of the feelings
en: Contact sport | About a boy | Press enter to live | Subscribe or die | Like a rolling stone
en: Tweet of the blackbird | Pin the tail on the donkey | Skip to my Lou | Top stories of the tower
en: By the river | Photo finish | Source of the Nile | Cookies for Christmas | Privacy is dead
en: Terms of endearment | Most read poet of his time | View from the bridge | Open in case of fire
en: Popular posts of the frontier | Jobs lost in March | Weather permitting | Sunday, bloody Sunday
en: May 3, 1808 | Report abuse to the police, she said | Printable version of a gun
en: Your comment cost us the match | Older post, newer road | Agencies of change
en: Reuters' first pigeon
de: Teilen und herrschen | Mehr Licht | Kommentare zur Weltlage | Anzeige gegen Unbekannt
de: Drucken wie Gutenberg | Zurück in die Zukunft | Nach oben offen | Quelle der Weser
de: Autor und Leser | Weitere Themen der Sitzung | Suche nach dem Glück
fr: Partager le pain | Lire et écrire | À la une du siècle | Retour en haut de l'affiche
fr: Commentaires d'un marin | Imprimer l'argent | Par un matin d'hiver | Suivre la mer
es: Compartir la mesa | Leer a Lorca | Ir arriba y abajo | Comentarios del capitán
es: Últimas noticias del imperio | Buscar el mar | Más pan y menos circo | Por la mañana
it: Condividere il pane | Leggi razziali | Torna su la luna | Commenti al Vangelo | Chi siamo noi
it: Stampa estera | Ultime notizie dal fronte
pt: Compartilhar a terra | Mais pão | Comentários de um pescador | Voltar ao mar | Leia o mar
pt: Buscar água | Imprensa livre
nl: Delen is het nieuwe hebben | Meer water | Lees de zee | Terug naar zee | Zoeken naar land
nl: Naar boven met de lift
pl: Podziel się chlebem | Do góry nogami | Więcej światła | Komentarze rybaka | Powrót do domu
pl: Szukaj wiatru w polu | Najnowsze dzieje Polski
ru: Поделиться хлебом | Ещё один день | Наверх по реке | Комментарии к «Онегину» | Поиск предков
ru: На главную роль | Последние новости с фронта | Читайте вслух | Все рубрики закрыты, сказал редактор
sv: Dela lika | Mer ljus | Läs havet | Till toppen av berget | Sök skydd | Skriv ut oss ur historien
fi: Jaa ja hallitse | Lisää valoa | Lue merta | Haku päällä | Takaisin merelle
tr: Paylaş ekmeğini | Daha fazla ışık | Yorum yok dedi başkan | Ara beni | Başa dön şarkısı
tr: Son haberler cepheden
el: Μοιράσου το ψωμί | Περισσότερο φως | Σχόλια στον Όμηρο | Αρχική ιδέα | Αναζήτηση του χαμένου χρόνου
ar: شارك في الحرب | المزيد من الضوء | تعليقات على النص | البحث عن الزمن | المصدر الأول للنيل
ar: اقرأ باسم ربك
zh: 分享面包 | 更多的光 | 评论红楼梦 | 返回故乡 | 打印时代 | 搜索敌人 | 关于我们的村子 | 下一页的秘密
zh: 版权所有者的烦恼
ja: シェアする時代 | もっと光を | コメントの作法 | 検索の歴史 | 次のページをめくる勇気 | 印刷する人々
ko: 공유하는 마을 | 더보기 드문 풍경 | 댓글의 역사 | 검색하는 사람들 | 다음 기사님은 누구
uk: Поділитися хлібом | Більше світла | Нагору річкою | Коментарі до «Енеїди»
cs: Sdílet chléb | Více světla | Nahoru a dolů | Komentáře k Bibli
hu: Oszd meg a kenyeret | Több fényt | Keresés közben | Vissza a tengerhez
he: שתף לחם | עוד אור | תגובות על התנ"ך | חיפוש אחר הזמן
fa: نان را به اشتراک بگذار | نور بیشتر | نظر شما چیست؟
hi: रोटी साझा करें | और रोशनी | टिप्पणी का इतिहास
vi: Chia sẻ bánh mì | Thêm ánh sáng | Tìm kiếm mẹ | Đọc thêm một trang
id: Bagikan roti | Lebih banyak cahaya | Cari aman | Baca juga pikirannya
"""
ROWS = [row.partition(": ") for row in TITLES.split("\n") if row]
FORMS = {
    "heading": f"{SAID} One.\n\n{{}}\n\n{SAID} Two.\n\n{SAID} Three.",
    "title": f"{{}}\n\n{SAID} One.\n\n{SAID} Two.",
    "last": f"{SAID} One.\n\n{SAID} Two.\n\n{{}}",
    "quote": f'{SAID} One.\n\n"{{}}"\n\n{SAID} Two.',
    "markdown": f"{SAID} One.\n\n## {{}}\n\n{SAID} Two.",
}


@pytest.mark.parametrize("form", FORMS)
def test_titles_stay(form: str) -> None:
    chain = Chain("article").without("quotes")
    titles = [(lang, title.strip()) for lang, _, row in ROWS for title in row.split("|")]
    lost = [one for one in titles if one[1] not in chain(FORMS[form].format(one[1]))]
    assert lost == []
