"""What samples cost, by a proxy: parameters that work on each token, times samples, as if all answers were equally long."""

from generator.analyse.absence import Absence
from generator.model.catalogue import ModelCard

LABEL = "equal-length proxy"


def active_parameters(card: ModelCard) -> float | None:
    """Give the parameters that work on each token: all of a dense model's, the active ones of a mixture of experts."""
    return card.active_parameters if card.active_parameters is not None else card.parameters


def cost_ratio(sampled: ModelCard, samples: float, single: ModelCard) -> float | Absence:
    """Give what `samples` of one model cost, as a multiple of a single sample of another (`LABEL`).

    About two floating-point operations a parameter and token, prompt not counted: Kaplan J. et al. (2020). Scaling
    laws for neural language models. arXiv:2001.08361, section 2.1. Infinite for infinitely many samples; absent where
    a size is not known.
    """
    first, second = active_parameters(sampled), active_parameters(single)
    if not first or not second:
        return Absence("the number of parameters is not known")
    return samples * first / second
