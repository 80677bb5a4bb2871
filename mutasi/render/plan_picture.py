"""A chain of moves as a picture: the posts, and along the arrows who goes from one to the other."""

from __future__ import annotations

from mutasi.message import Message
from mutasi.model.plan import Chain, PlannedMove
from mutasi.render import html, svg
from mutasi.render.language import Language


def chain_picture(chain: Chain, title: str, words: Language) -> html.Markup:
    """Each box is a post, the first one that is filled above and the one that is left open below."""
    stations = [move.to.post_name or move.to.post for move in chain.moves]
    if not chain.is_cycle:
        last = chain.moves[-1]
        stations.append(_left_open(last, words) if last.post else words.text(Message("no post before")))
    steps = [_step(move, words) for move in chain.moves]
    told = "; ".join(words.text(_told(move)) for move in chain.moves)
    return svg.ladder(f"chain-{chain.number}", title, told, stations, steps, closed=chain.is_cycle)


def _left_open(last: PlannedMove, words: Language) -> str:
    return words.text(Message("{post} (open afterwards)", post=last.post_name or last.post))


def _step(move: PlannedMove, words: Language) -> str:
    points = words.points(move.points)
    if move.own_points is not None:
        points = f"{words.points(move.own_points)} → {points}"
    return f"{move.name}, {points}"


def _told(move: PlannedMove) -> Message:
    to = move.to.post_name or move.to.post
    if not move.post:
        return Message("{name} goes to {post}", name=move.name, post=to)
    return Message("{name} goes from {before} to {post}", name=move.name, before=move.post_name or move.post, post=to)
