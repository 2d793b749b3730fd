"""Detect the language of a text, the same way every time, with a backend of choice.

>>> detect("Der Bürgermeister sagte am Montag, dass die alte Brücke wieder öffnet.").lang
'de'
"""

from cleankit.language.backends import backend
from cleankit.language.backends import names as backend_names
from cleankit.language.codes import is_code, normal_code
from cleankit.language.detection import detect, detect_lines
from cleankit.language.guess import UNKNOWN, Guess

__all__ = ["UNKNOWN", "Guess", "backend", "backend_names", "detect", "detect_lines", "is_code", "normal_code"]
