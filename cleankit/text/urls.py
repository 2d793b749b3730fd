"""What an address says, whatever stands where one should be.

Addresses come out of scraped records: any string may be there, and none of them costs the article.
"""


def host(url: str | None) -> str:
    """Return the host of an address in lower case; "" where there is none. Never raises.

    >>> host("https://www.Example.org:8080/news/1"), host("http://["), host("news/1"), host(None)
    ('www.example.org', '', '', '')
    """
    from urllib.parse import urlsplit  # with ipaddress, 5 ms: most texts have no address

    try:
        return urlsplit(url or "").hostname or ""
    except (ValueError, TypeError, AttributeError):  # "http://[" is no address, and 7 no string
        return ""
