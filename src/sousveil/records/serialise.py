"""Records to plain JSON values and back, checked against the dataclass's own types.

What comes back from a process that parsed hostile bytes passes through here, so a wrong type is an error, never a
surprise three rooms later.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, TypeVar

R = TypeVar("R")


class MalformedRecord(ValueError):
    """A JSON value that is not a record of the type asked for; the message names type and field."""


def to_plain(value: Any) -> Any:
    """``value`` (a record or anything inside one) as JSON values: dicts, lists, str, int, float, bool, None."""
    kind = type(value)
    if kind is str or value is None or kind is int or kind is float or kind is bool:
        return value
    if kind is tuple or kind is list:
        return [to_plain(part) for part in value]
    names = _names(typing.cast(Any, kind))
    if names is not None:
        return {name: to_plain(getattr(value, name)) for name in names}
    if isinstance(value, Mapping):
        return {str(key): to_plain(part) for key, part in value.items()}
    return value


@cache
def _names(kind: type) -> tuple[str, ...] | None:
    return tuple(f.name for f in dataclasses.fields(kind)) if dataclasses.is_dataclass(kind) else None


def from_plain(cls: type[R], plain: Any) -> R:
    """The record of type ``cls`` that ``plain`` describes.

    Fields that are missing take their default; unknown fields are refused.

    Raises:
        MalformedRecord: a field is missing, unknown or of the wrong type.
    """
    return typing.cast(R, _builder(typing.cast(Any, cls))(plain, cls.__name__))


_Builder = Callable[[Any, str], Any]
"""Turns a JSON value into a field's value; the second argument is where it stands, for the message."""


@cache
def _builder(kind: Any) -> _Builder:
    """How to build a value of the type ``kind``. Made once for each type: a case holds millions of records."""
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return _record_builder(kind)
    origin = typing.get_origin(kind)
    if origin is tuple:
        return _tuple_builder(typing.get_args(kind))
    if origin in (typing.Union, types.UnionType):
        return _union_builder(kind)
    if origin is not None and isinstance(origin, type) and issubclass(origin, Mapping):
        return _mapping
    if kind in (str, int, float, bool):
        return _scalar_builder(kind)
    if kind in (Any, object):
        return lambda plain, where: plain
    raise TypeError(f"no rule for a field of type {kind}")


def _record_builder(cls: type) -> _Builder:
    hints = typing.get_type_hints(cls)
    fields: list[tuple[str, _Builder, bool]] = []

    def build(plain: Any, where: str) -> Any:
        if not fields:
            # Filled at the first call and not above, since a record type may name itself.
            # All at once, so that another thread sees none of them or all.
            fields[:] = [
                (
                    f.name,
                    _builder(hints[f.name]),
                    f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING,
                )
                for f in dataclasses.fields(cls)
            ]
        if not isinstance(plain, Mapping):
            raise MalformedRecord(f"{where} should be an object, not {type(plain).__name__}")
        values = {}
        for name, builder, required in fields:
            if name in plain:
                values[name] = builder(plain[name], f"{where}.{name}")
            elif required:
                raise MalformedRecord(f"{where}.{name} is missing")
        if len(values) != len(plain):
            raise MalformedRecord(f"{where} has unknown fields {sorted(set(plain) - set(values))}")
        return cls(**values)

    return build


def _tuple_builder(parts: tuple[Any, ...]) -> _Builder:
    if len(parts) == 2 and parts[1] is Ellipsis:
        each = _builder(parts[0])

        def build_many(plain: Any, where: str) -> Any:
            if not isinstance(plain, (list, tuple)):
                raise MalformedRecord(f"{where} should be a list, not {type(plain).__name__}")
            return tuple([each(part, where) for part in plain])

        return build_many
    builders = [_builder(part) for part in parts]

    def build(plain: Any, where: str) -> Any:
        if not isinstance(plain, (list, tuple)):
            raise MalformedRecord(f"{where} should be a list, not {type(plain).__name__}")
        if len(plain) != len(builders):
            raise MalformedRecord(f"{where} should have {len(builders)} parts, not {len(plain)}")
        return tuple([builder(part, where) for builder, part in zip(builders, plain, strict=True)])

    return build


def _union_builder(kind: Any) -> _Builder:
    options = typing.get_args(kind)
    optional = type(None) in options
    builders = [_builder(option) for option in options if option is not type(None)]

    def build(plain: Any, where: str) -> Any:
        if plain is None and optional:
            return None
        if len(builders) == 1:
            return builders[0](plain, where)
        for builder in builders:
            try:
                return builder(plain, where)
            except MalformedRecord:
                continue
        raise MalformedRecord(f"{where} fits none of {kind}")

    return build


def _mapping(plain: Any, where: str) -> Any:
    if not isinstance(plain, Mapping):
        raise MalformedRecord(f"{where} should be an object")
    return dict(plain)


def _scalar_builder(kind: type) -> _Builder:
    def build(plain: Any, where: str) -> Any:
        if type(plain) is kind:
            return plain
        if kind is float and type(plain) is int:
            return float(plain)
        raise MalformedRecord(f"{where} should be {kind.__name__}, not {type(plain).__name__}")

    return build
