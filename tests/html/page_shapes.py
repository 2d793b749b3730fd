# ruff: noqa: E501
"""Words of a page in seven languages, and shapes of pages that they are put into."""

from typing import NamedTuple


class Words(NamedTuple):
    story: tuple[str, str, str]
    heads: tuple[str, str, str]
    items: tuple[str, str, str]
    menu: tuple[str, str]
    foot: str


WORDS = {
    "en": Words(
        (
            "The bakery on the corner has sold the same rye loaf since 1962, and people queue before dawn.",
            "Its owner says that the secret is patience: the dough rests eighteen hours before it is touched.",
            "Last winter a second oven was built, so that the shop can bake four hundred loaves on Saturdays.",
        ),
        ("Ingredients", "Steps", "Tips"),
        ("500 g rye flour", "350 ml water", "10 g salt"),
        ("News", "Sport"),
        "All rights reserved. Privacy policy",
    ),
    "de": Words(
        (
            "Die Bäckerei an der Ecke verkauft seit 1962 dasselbe Roggenbrot, und noch immer stehen Leute an.",
            "Der Besitzer sagt, das Geheimnis sei Geduld: Der Teig ruht achtzehn Stunden, ehe ihn jemand anfasst.",
            "Im letzten Winter wurde ein zweiter Ofen gebaut, sodass der Laden nun vierhundert Brote backen kann.",
        ),
        ("Zutaten", "Schritte", "Tipps"),
        ("500 g Roggenmehl", "350 ml Wasser", "10 g Salz"),
        ("Nachrichten", "Sport"),
        "Alle Rechte vorbehalten. Datenschutz",
    ),
    "fr": Words(
        (
            "La boulangerie du coin vend le même pain de seigle depuis 1962, et l'on y fait encore la queue.",
            "Son patron dit que le secret est la patience : la pâte repose dix-huit heures avant qu'on y touche.",
            "L'hiver dernier, un second four a été construit, si bien que l'on cuit quatre cents pains le samedi.",
        ),
        ("Ingrédients", "Étapes", "Conseils"),
        ("500 g de farine", "350 ml d’eau", "10 g de sel"),
        ("Actualités", "Sports"),
        "Tous droits réservés. Confidentialité",
    ),
    "ru": Words(
        (
            "Пекарня на углу продаёт один и тот же ржаной хлеб с 1962 года, и люди стоят в очереди до рассвета.",
            "Хозяин говорит, что секрет в терпении: тесто отдыхает восемнадцать часов, прежде чем его тронут.",
            "Прошлой зимой построили вторую печь, и теперь в субботу здесь пекут четыреста больших буханок.",
        ),
        ("Ингредиенты", "Шаги", "Советы"),
        ("500 г муки", "350 мл воды", "10 г соли"),
        ("Новости", "Спорт"),
        "Все права защищены. Конфиденциальность",
    ),
    "ar": Words(
        (
            "يبيع المخبز الواقع في الزاوية رغيف الجاودار نفسه منذ عام 1962، ولا يزال الناس يصطفون أمامه قبل الفجر.",
            "يقول صاحبه إن السر هو الصبر: ترتاح العجينة ثماني عشرة ساعة قبل أن يلمسها أحد من العاملين.",
            "في الشتاء الماضي بُني فرن ثان، فأصبح المحل يخبز أربعمئة رغيف يوم السبت من كل أسبوع.",
        ),
        ("المكونات", "الخطوات", "نصائح"),
        ("500 غ دقيق", "350 مل ماء", "10 غ ملح"),
        ("أخبار", "رياضة"),
        "جميع الحقوق محفوظة. سياسة الخصوصية",
    ),
    "zh": Words(
        (
            "街角的面包店自一九六二年以来一直卖同样的黑麦面包，人们至今仍在天亮之前排队等候。",
            "店主说秘诀在于耐心：面团要静置十八个小时，在此之前谁也不碰它。",
            "去年冬天又建了一座烤炉，所以现在周六可以烤四百个面包，店里也多雇了三个人。",
        ),
        ("食材", "步骤", "小贴士"),
        ("黑麦粉500克", "水350毫升", "盐10克"),
        ("新闻", "体育"),
        "版权所有 隐私政策",
    ),
    "ja": Words(
        (
            "角のパン屋は一九六二年から同じライ麦パンを売っており、今でも人々は夜明け前から列を作る。",
            "店主によれば秘訣は忍耐だという。生地は十八時間休ませてから初めて触る。",
            "昨年の冬に二つ目の窯ができて、土曜日には四百個のパンを焼けるようになった。",
        ),
        ("材料", "作り方", "コツ"),
        ("ライ麦粉500g", "水350ml", "塩10g"),
        ("ニュース", "スポーツ"),
        "無断転載を禁じます プライバシー",
    ),
}
A = "<p>{story[0]}</p>"
B = "<p>{story[1]}</p>"
C = "<p>{story[2]}</p>"
STORY = A + B + C
ITEMS = "<li>{items[0]}</li><li>{items[1]}</li><li>{items[2]}</li>"
LINKED = "<li><a href=a>{items[0]}</a></li><li><a href=b>{items[1]}</a></li><li><a href=c>{items[2]}</a></li>"
# The shape of a page, and what must be in its article besides the story: heads, items.
SHAPES = {
    "recipe": (
        "<main>" + A + "<h2>{heads[0]}</h2><ul>" + ITEMS + "</ul><h2>{heads[1]}</h2>"
        "<ol><li>{story[1]}</li><li>{story[2]}</li></ol></main>",
        "heads[0] heads[1] items",
    ),
    "questions that fold": (
        "<main><details><summary>{heads[0]}?</summary>" + A + "</details>"
        "<details><summary>{heads[1]}?</summary>" + B + C + "</details></main>",
        "heads[0] heads[1]",
    ),
    "questions below buttons": (
        "<main><div><button aria-expanded=false aria-controls=a>{heads[0]} {items[0]} {items[1]}?</button>"
        "<div id=a hidden>" + A + "</div></div><div>"
        "<button aria-expanded=false aria-controls=b>{heads[1]} {items[0]} {items[2]}?</button>"
        "<div id=b hidden>" + B + C + "</div></div></main>",
        "heads[0] heads[1] items",
    ),
    "terms": (
        "<main>" + A + "<dl><dt>{heads[0]}?</dt><dd>{story[1]}</dd><dt>{heads[1]}?</dt><dd>{story[2]}</dd></dl></main>",
        "heads[0] heads[1]",
    ),
    "table": (
        "<main>" + A + "<table><tr><th>{heads[0]}</th><th>{heads[1]}</th></tr><tr><td>{items[0]}</td><td>1</td></tr>"
        "<tr><td>{items[1]}</td><td>2</td></tr></table>" + B + C + "</main>",
        "heads[0] heads[1] items[0] items[1]",
    ),
    "table for layout": (
        "<table width=100%><tr><td><a href=1>{menu[0]}</a><br><a href=2>{menu[1]}</a></td>"
        "<td>{story[0]}<br><br>{story[1]}<br><br>{story[2]}</td></tr></table>",
        "",
    ),
    "lines in a font": ("<font face=Arial>{story[0]}<br>{story[1]}<p>{story[2]}</font>", ""),
    "quote with its source": (
        "<article>" + A + "<blockquote>" + B + "<cite>{heads[2]}</cite></blockquote>" + C + "</article>",
        "heads[2]",
    ),
    "code": (
        "<main>" + A + "<pre><code>def bake(loaf):\n    return loaf * 2\n</code></pre>" + B + "<pre>$ run</pre>" + C
        + "</main>",
        "",
    ),
    "forum": (
        "<div class=topic><div class=post><a href=u>bo</a><div class=body>{story[0]}</div></div>"
        "<div class=post><a href=v>mi</a><div class=body>{story[1]}</div></div>"
        "<div class=post><a href=w>li</a><div class=body>{story[2]}</div></div></div>",
        "",
    ),
    "live": (
        "<main><article><time>10:05</time><h3>{heads[0]}</h3>" + A + "</article><article><time>10:02</time>"
        "<h3>{heads[1]}</h3>" + B + "</article><article><time>09:58</time><h3>{heads[2]}</h3>" + C + "</article></main>",
        "heads",
    ),
    "numbered list of items with pictures": (
        "<main><div class=item><h2>1. {heads[0]}</h2><img src=a>" + A + "</div><div class=item><h2>2. {heads[1]}</h2>"
        "<img src=b>" + B + "</div><div class=item><h2>3. {heads[2]}</h2><img src=c>" + C + "</div></main>",
        "heads",
    ),
    "gallery": (
        "<main><figure><img src=1><figcaption>{story[0]}</figcaption></figure><figure><img src=2><figcaption>{story[1]}"
        "</figcaption></figure><figure><img src=3><figcaption>{story[2]}</figcaption></figure></main>",
        "",
    ),
    "verse": ("<main>" + A + "<p>{items[0]}<br>{items[1]}<br>{items[2]}</p>" + B + C + "</main>", "items"),
    "list of links": ("<main>" + A + B + "<ul>" + LINKED + "</ul>" + C + "</main>", "items"),
    "nested list": (
        "<main>" + A + "<ul><li>{heads[0]}<ul><li>{items[0]}</li><li>{items[1]}</li></ul></li><li>{heads[1]}</li></ul>"
        + B + C + "</main>",
        "heads[0] heads[1] items[0] items[1]",
    ),
    "blog of lines": (
        "<div class='post hentry'><div class='post-body entry-content'>{story[0]}<br /><br />{story[1]}<br />"
        "<div class=separator><a href=x><img></a></div>{story[2]}</div><div class=post-footer>{heads[1]}</div></div>",
        "",
    ),
    "styled spans": (
        "<main><span style='display:block'>{story[0]}</span><span style='display:block'>{story[1]}</span>"
        "<span style='display:block'>{story[2]}</span></main>",
        "",
    ),
    "malformed": ("<div><p>{story[0]}<div><b><i>{story[1]}</b></i></p></span><td>{story[2]}</table>", ""),
    "anchor never closed": ("<div><a name=top>" + STORY + "</div>", ""),
    "all in one link": ("<div><a href='/story'>" + STORY + "</a></div>", ""),
    "for those without scripts": ("<div id=root></div><noscript>" + STORY + "</noscript>", ""),
    "shadow tree": ("<x-story><template shadowrootmode=open><div>" + STORY + "</div></template></x-story>", ""),
    "frame with text beside it": ("<iframe src=x></iframe><div>" + STORY + "</div>", ""),
    "sections, one without names": (
        "<main><section id=a><h2>{heads[0]}</h2>" + A + "</section><section id=ads><h2>{heads[1]}</h2>" + B
        + "</section><section id=c><h2>{heads[2]}</h2>" + C + "</section></main>",
        "heads",
    ),
    "wiki": (
        "<div id=mw-content-text><table class=infobox><tr><th>{heads[0]}</th><td>{items[0]}</td></tr></table>" + A
        + "<h2><span class=mw-headline>{heads[1]}</span></h2>" + B + C + "</div>",
        "heads[1]",
    ),
    "footnote": (
        "<main><p>{story[0]}<sup><a href='#fn1' id=r1>1</a></sup></p>" + B + "<section class=footnotes><ol>"
        "<li id=fn1>{story[2]} <a href='#r1'>↩</a></li></ol></section></main>",
        "",
    ),
}  # fmt: skip
