"""A figure as marks: still in one pose, or hung on joints that turn."""

from collections.abc import Iterator
from dataclasses import dataclass

from rehab.programme.pictures import shapes
from rehab.programme.pictures.figure import Bone, Placed, Point, Skeleton, Spot
from rehab.programme.pictures.marks import Mark, amount, grouped
from rehab.programme.pictures.parts import Motion, Panel, Picture, Worn

Ends = tuple[tuple[Spot, float], tuple[Spot, float]]


def still(picture: Picture, figure: Placed, panel: Panel) -> Iterator[Mark]:
    """Yield every bone where it is, and what it wears, the back first."""
    bones = _Bones(picture, figure, panel)
    for bone in picture.skeleton.bones:
        yield from bones.marks(bone, (0, 0))


def moving(picture: Picture, end: Placed) -> Iterator[Mark]:
    """Yield the figure in its end pose, in groups that turn back to the start.

    The groups hang on what the figure stands or lies on, so that this stays in its place.
    """
    hanging = _Hanging(picture, _Bones(picture, end, Panel.END))
    whole = hanging.joint(picture.skeleton.bone(picture.anchor.bone), None, (0, 0))
    dx, dy = (a - b for a, b in zip(picture.start.at, picture.end.at, strict=True))
    if dy:
        whole = grouped(whole, css=f"shift shift--y {amount(dy)}")
    if dx:
        whole = grouped(whole, css=f"shift {amount(dx)}")
    if picture.motion is Motion.LEAP:
        whole = grouped(whole, css="leap")
    return whole


@dataclass(frozen=True, slots=True)
class _Bones:
    """The bones of a figure in one pose, each with what it wears in that panel."""

    picture: Picture
    figure: Placed
    panel: Panel

    def marks(self, bone: Bone, origin: Point) -> Iterator[Mark]:
        """Yield a bone and what moves with it, seen from ``origin``."""
        yield from self._worn(bone, origin, front=False)
        css = self._css(bone.name)
        first, last = (
            (Spot(bone.name, along, across), radius) for along, across, radius in bone.ends
        )
        yield Mark(css, self._bar((first, last), origin))
        if bone.nose:
            yield Mark(f"{css} limb--nose", self._bar(_nose(bone), origin))
        yield from self._worn(bone, origin, front=True)

    def _worn(self, bone: Bone, origin: Point, *, front: bool) -> Iterator[Mark]:
        for thing in self.picture.around:
            if (
                isinstance(thing, Worn)
                and thing.ends[0][0].bone == bone.name
                and thing.front is front
                and thing.panel in {Panel.BOTH, self.panel}
            ):
                yield Mark(f"thing thing--{thing.look}", self._bar(thing.ends, origin))

    def _bar(self, ends: Ends, origin: Point) -> str:
        (first, radius), (last, end_radius) = ends
        begin = _seen(origin, self.figure.point(first))
        return shapes.bar(
            (begin, radius), (_seen(origin, self.figure.point(last)), end_radius)
        )

    def _css(self, name: str) -> str:
        if name in self.picture.moving:
            return "limb limb--moving"
        is_far = self.picture.skeleton.deep and name.startswith("far")
        return "limb limb--far" if is_far else "limb"


@dataclass(frozen=True, slots=True)
class _Hanging:
    """What hangs on what, begun from the bone that the figure stands or lies on."""

    picture: Picture
    bones: _Bones

    def joint(self, bone: Bone, came: Bone | None, origin: Point) -> Iterator[Mark]:
        """Return a bone and all that hangs on it; ``came`` is what it hangs on."""
        by = self._turn(bone) - (self._turn(came) if came else 0)
        if by == 0:
            return self._grow(bone, came, origin)
        pivot = self._pivot(bone, came)
        turned = grouped(self._grow(bone, came, pivot), css=f"turn {amount(by)}")
        return grouped(turned, move=f"translate({shapes.pair(_seen(origin, pivot))})")

    def _grow(self, bone: Bone, came: Bone | None, origin: Point) -> Iterator[Mark]:
        skeleton = self.picture.skeleton
        # Towards the first bone there is all the rest of the figure, which it stands for.
        towards = bone.hangs.bone if bone.hangs else ""

        def depth(each: Bone) -> int:
            return skeleton.bones.index(skeleton.first if each.name == towards else each)

        joined = [each for each in _neighbours(skeleton, bone) if each is not came]
        for each in sorted([*joined, bone], key=depth):
            if each is bone:
                yield from self.bones.marks(bone, origin)
            else:
                yield from self.joint(each, bone, origin)

    def _turn(self, bone: Bone) -> float:
        return self.picture.end.pose[bone.name] - self.picture.start.pose[bone.name]

    def _pivot(self, bone: Bone, came: Bone | None) -> Point:
        if came is None:
            return self.picture.end.at
        hung = bone if bone.hangs and bone.hangs.bone == came.name else came
        return self.bones.figure.joints[hung.name]


def _neighbours(skeleton: Skeleton, bone: Bone) -> Iterator[Bone]:
    for each in skeleton.bones:
        if each.hangs and each.hangs.bone == bone.name:
            yield each
    if bone.hangs:
        yield skeleton.bone(bone.hangs.bone)


def _nose(bone: Bone) -> Ends:
    along, across, radius = bone.ends[0]
    tip = Spot(bone.name, along - 1.5, across - radius + 0.2)
    return (Spot(bone.name, along, across), radius / 2), (tip, 1.3)


def _seen(origin: Point, point: Point) -> Point:
    return point[0] - origin[0], point[1] - origin[1]
