"""Words that introduce an author, an update or a publication, in the languages that are read."""

BY = """
    by|written by|posted by|started by|submitted by|asked by|created by|words by|story by|text by
    authored by|article by|author|authors|contributor|contributors
    von|ein artikel von|geschrieben von|verfasst von|autor|autorin|autoren
    par|publié par|écrit par|rédigé par|auteur|autrice|por|escrito por|publicado por|redactado por|autora
    di|scritto da|a cura di|pubblicato da|autore|door|geschreven door|av|skriven av|skrevet av|tekst|text
    af|skrevet af|kirjoittanut|kirjoittaja|teksti|napisał|napisała|przez|autorka|napsal|napsala
    írta|szerző|scris de|autorul|автор|автори|текст|του|της|γράφει ο|γράφει η|συντάκτης|από τον|από την
    yazan|yazar|oleh|penulis|ditulis oleh|tác giả|作者|撰文|文|记者|記者|著者|筆者|執筆|ライター|글|기자
    بقلم|كتب|الكاتب|מאת|लेखक|โดย
"""
WRITTEN_BY = """
    written by|posted by|article by|authored by|geschrieben von|verfasst von|écrit par|rédigé par
    escrito por|redactado por|scritto da|geschreven door|skriven av|skrevet av|skrevet af|napisane przez
    作者|著者|執筆|بقلم
"""
"""Those that nobody writes of anything but the article: they may stand far from its headline."""

AUTHOR_COLON = "author|autor|autorin|auteur|autora|autore|автор|szerző|συντάκτης|yazar|penulis"
"""Those that are as plain where a colon follows."""

MADE_BY = """
    photo photos photograph photography image images picture pictures illustration illustrations video
    art shot foto fotos bild bilder powered edited reviewed checked sponsored presented provided approved
"""
"""Words before "by" that name another work than writing."""

UPDATED = """
    updated|last updated|update|modified|edited|reviewed|revised|aktualisiert|stand|zuletzt geändert
    geändert|bearbeitet|mis à jour|modifié|màj|actualizado|actualización|modificado|atualizado|atualizada
    aggiornato|aggiornamento|modificato|bijgewerkt|laatst gewijzigd|gewijzigd|uppdaterad|uppdaterat
    oppdatert|opdateret|päivitetty|aktualizacja|zaktualizowano|aktualizováno|aktualizované|frissítve
    frissült|actualizat|обновлено|обновлен|изменено|оновлено|обновена|ενημερώθηκε|ενημέρωση
    τελευταία ενημέρωση|güncelleme|güncellendi|son güncelleme|diperbarui|cập nhật|更新|最終更新|수정
    최종수정|업데이트|تحديث|آخر تحديث|עודכן|अपडेट|अद्यतन|แก้ไข
"""
PUBLISHED = """
    published|posted|first published|originally published|created|date|released|veröffentlicht|erstellt
    publié|publiée|publicado|publicada|publicación|publicação|pubblicato|pubblicata|gepubliceerd
    geplaatst|publicerad|publicerat|publisert|publiceret|udgivet|julkaistu|opublikowano|data publikacji
    publikováno|zveřejněno|megjelent|közzétéve|publicat|опубликовано|дата публикации|опубліковано
    публикувано|δημοσιεύτηκε|δημοσίευση|yayınlanma|yayınlandı|yayın tarihi|diterbitkan|dipublikasikan
    đăng ngày|发布|发表|發佈|公開|投稿|掲載|配信|입력|게시|등록|نشر|نشرت|פורסם|प्रकाशित|เผยแพร่
"""
FIRST_PUBLISHED = """
    originally published|first published|originally posted|first posted|originally appeared
    ursprünglich veröffentlicht|zuerst veröffentlicht|erstmals veröffentlicht|erstveröffentlichung
    initialement publié|publié initialement|première publication|originalmente publicado
    publicado originalmente|publicado por primera vez|pubblicato originariamente|prima pubblicazione
    oorspronkelijk gepubliceerd|ursprungligen publicerad|först publicerad|først publisert
    oprindeligt udgivet|alun perin julkaistu|pierwotnie opublikowano|po raz pierwszy opublikowano
    původně publikováno|впервые опубликовано|вперше опубліковано|πρώτη δημοσίευση|ilk yayın
    初出|初公開|首发|首發|原载于|최초 게시
"""
"""Those after which the date is that of publication, wherever they stand."""

NOT_OF_ARTICLE = """
    joined|join date|registered|member since|registered on|last visit|last seen|born|copyright|©
    valid until|expires|deadline|mitglied seit|registriert|beigetreten|geboren|gültig bis|inscrit
    membre depuis|né le|née le|valable jusqu|miembro desde|registrado|se unió|nacido|membro desde
    iscritto|membro dal|registrato|nato il|lid sinds|geregistreerd|medlem sedan|medlem siden|jäsen
    dołączył|zarejestrowany|użytkownik od|registrován|регистрация|зарегистрирован|на сайте с
    зареєстрований|μέλος από|kayıt tarihi|üyelik tarihi|katılım|bergabung|terdaftar|ngày tham gia
    注册|註冊|加入于|加入時間|登録日|가입일|عضو منذ|تاريخ التسجيل
"""
"""Words before a date that is not that of an article: of an account, a person, an offer."""


def listed(phrases: str) -> list[str]:
    """Return the phrases of a table, the longest first, as an alternation needs them."""
    found = {phrase for line in phrases.strip().splitlines() for phrase in line.strip().split("|")}
    return sorted(found, key=lambda phrase: (-len(phrase), phrase))
