#!/usr/bin/env python3
"""Puts the adapter in out into the weights of the model that it was trained for, and leaves the whole in merged.

Needs torch, transformers and peft, and memory for the whole model.
"""

from peft import AutoPeftModelForCausalLM
from transformers import AutoTokenizer

AutoPeftModelForCausalLM.from_pretrained("out", dtype="auto").merge_and_unload().save_pretrained("merged")
AutoTokenizer.from_pretrained("out").save_pretrained("merged")
