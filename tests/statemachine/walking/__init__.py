"""Walks of the road (走法): for every way on from every state, what has to be said on the way there and from there to an end.

Read off the definition alone, so that a new word, wait or catch has its walk as soon as it is written; and walked by engines
that are not ours (moto.py, node.py), which must come by the same states.
"""
