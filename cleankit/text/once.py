"""A property that is found when first asked for: `functools.cached_property` without its lock.

The lock of Python 3.11 and older costs more than what a short text's forms take to find. Two threads may find
a value twice; they find the same.

>>> class Text:
...     @once
...     def size(self) -> int:
...         print("looked")
...         return 3
>>> text = Text()
>>> text.size + text.size
looked
6
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from functools import cached_property

    once = cached_property
else:

    class once:  # noqa: N801 - is used as a decorator, as cached_property is
        """Find a value once per object, which needs a ``__dict__``."""

        def __init__(self, find: Any) -> None:
            self.find, self.__doc__ = find, find.__doc__

        def __set_name__(self, owner: Any, name: str) -> None:
            self.name = name

        def __get__(self, instance: Any, owner: Any = None) -> Any:
            if instance is None:
                return self
            found = instance.__dict__[self.name] = self.find(instance)
            return found
