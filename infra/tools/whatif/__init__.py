"""Replaying, and what if, on a command line: what is read and shown around `chalicelib.whatif`.

python -m infra.tools.whatif --policy FOLDER      reads the case store of the environment (ANJU_…), on AWS or anywhere
make whatif POLICY=FOLDER                         stands the local stack up first and fills it with the samples and the province
"""
