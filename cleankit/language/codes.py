"""Codes of languages: whatever a backend or a record writes becomes one code per language.

>>> normal_code("zh-CN"), normal_code("eng"), normal_code("arb"), normal_code("nb"), normal_code("yor")
('zh', 'en', 'ar', 'no', 'yo')
"""

import re
from functools import cache

SUBTAG_RE = re.compile(r"[A-Za-z]{2,3}(?![A-Za-z])")  # "de" of "de-AT": as many letters as a code has

CODE_RE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]+)*")

# ISO 639-3 (and the bibliographic codes of 639-2) of the languages that ISO 639-1 has two letters for.
THREE_LETTERS = (
    "aar:aa abk:ab afr:af aka:ak alb:sq amh:am ara:ar arg:an arm:hy asm:as ava:av ave:ae aym:ay aze:az "
    "bak:ba bam:bm baq:eu bel:be ben:bn bis:bi bod:bo bos:bs bre:br bul:bg bur:my cat:ca ces:cs cha:ch "
    "che:ce chi:zh chu:cu chv:cv cor:kw cos:co cre:cr cym:cy cze:cs dan:da deu:de div:dv dut:nl dzo:dz "
    "ell:el eng:en epo:eo est:et eus:eu ewe:ee fao:fo fas:fa fij:fj fin:fi fra:fr fre:fr fry:fy ful:ff "
    "geo:ka ger:de gla:gd gle:ga glg:gl glv:gv gre:el grn:gn guj:gu hat:ht hau:ha hbs:sh heb:he her:hz "
    "hin:hi hmo:ho hrv:hr hun:hu hye:hy ibo:ig ice:is ido:io iii:ii iku:iu ile:ie ina:ia ind:id ipk:ik "
    "isl:is ita:it jav:jv jpn:ja kal:kl kan:kn kas:ks kat:ka kau:kr kaz:kk khm:km kik:ki kin:rw kir:ky "
    "kom:kv kon:kg kor:ko kua:kj kur:ku lao:lo lat:la lav:lv lim:li lin:ln lit:lt ltz:lb lub:lu lug:lg "
    "mac:mk mah:mh mal:ml mao:mi mar:mr may:ms mkd:mk mlg:mg mlt:mt mon:mn mri:mi msa:ms mya:my nau:na "
    "nav:nv nbl:nr nde:nd ndo:ng nep:ne nld:nl nno:nn nob:no nor:no nya:ny oci:oc oji:oj ori:or orm:om "
    "oss:os pan:pa per:fa pli:pi pol:pl por:pt pus:ps que:qu roh:rm ron:ro rum:ro run:rn rus:ru sag:sg "
    "san:sa sin:si slk:sk slo:sk slv:sl sme:se smo:sm sna:sn snd:sd som:so sot:st spa:es sqi:sq srd:sc "
    "srp:sr ssw:ss sun:su swa:sw swe:sv tah:ty tam:ta tat:tt tel:te tgk:tg tgl:tl tha:th tib:bo tir:ti "
    "ton:to tsn:tn tso:ts tuk:tk tur:tr twi:tw uig:ug ukr:uk urd:ur uzb:uz ven:ve vie:vi vol:vo wel:cy "
    "wln:wa wol:wo xho:xh yid:yi yor:yo zha:za zho:zh zul:zu"
)
# One member of a macrolanguage stands for it in news; codes that were withdrawn; and Bokmål, which
# everybody but a Norwegian means by Norwegian.
MEMBERS = (
    "als:sq arb:ar ary:ar arz:ar apc:ar azj:az cmn:zh ekk:et fil:tl gaz:om in:id iw:he ji:yi jw:jv kmr:ku "
    "khk:mn lvs:lv mo:ro nb:no npi:ne ory:or pbt:ps pes:fa plt:mg prs:fa quy:qu swh:sw uzn:uz ydd:yi zsm:ms"
)
ISO_639_1 = frozenset(pair.partition(":")[2] for pair in THREE_LETTERS.split())
# What a macro code takes in beside itself.
COVERS = {"no": {"nn"}, "sh": {"bs", "hr", "sr"}}


@cache
def normal_code(code: str) -> str:
    """Return a language's code: ISO 639-1 where it has two letters, else ISO 639-3, without region or script.

    What is no code becomes "und".
    """
    found = SUBTAG_RE.match(code.strip())
    if found is None:
        return "und"
    lowered = found[0].lower()
    return _table().get(lowered, lowered)


def is_code(text: str) -> bool:
    """Say whether a text is one code, with or without region and script, and nothing beside it.

    >>> is_code("pt-BR"), is_code("en;de"), is_code("English")
    (True, False, False)
    """
    return CODE_RE.fullmatch(text.strip()) is not None


def covered(code: str) -> set[str]:
    """Return the codes that are as good as ``code``: a macrolanguage takes in its members.

    >>> sorted(covered("no")), covered("en")
    (['nn', 'no'], {'en'})
    """
    code = normal_code(code)
    return {code} | COVERS.get(code, set())


@cache
def _table() -> dict[str, str]:
    return dict(pair.split(":") for pair in f"{THREE_LETTERS} {MEMBERS}".split())
