"""A property that is worked out when it is first asked for: what `functools.cached_property` is from Python 3.12 on, without a lock.

Before, it takes a lock for every value; a sheet has a thousand such values, and each takes longer to lock than to work out.
Two threads that ask at once may both work a value out: it is the same.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from functools import cached_property

    lazy = cached_property
else:

    class lazy:  # noqa: N801  # a decorator, named as such
        """A value of an instance, kept in the instance under the property's own name."""

        def __init__(self, work: Callable[[Any], Any]) -> None:
            self._work, self.__doc__ = work, work.__doc__

        def __set_name__(self, _: type, name: str) -> None:
            self._name = name

        def __get__(self, instance: object, _: type | None = None) -> Any:  # noqa: ANN401  # whatever the work gives
            if instance is None:
                return self
            found = instance.__dict__[self._name] = self._work(instance)
            return found
