"""Carries a run on until its budget is used: reports, validations, saved states."""

import math
import time
from collections.abc import Callable, Mapping
from enum import IntFlag
from typing import Any

import torch
from torch import Tensor

from memnet_gui.errors import UserError
from memnet_gui.messages import QT_TRANSLATE_NOOP, Message, join_messages, list_all
from memnet_gui.network.gates import gate_norms
from memnet_gui.openmp import release_threads
from memnet_gui.training.continuity import Past, Yardstick, describe_change
from memnet_gui.training.control import TrainingControl, TrainingStopped
from memnet_gui.training.plan import TrainingPlan
from memnet_gui.training.progress import Activity, TrainingProgress, Validation
from memnet_gui.training.publication import Account, build_card
from memnet_gui.training.recovery import Recovery
from memnet_gui.training.storage import Candidate, RunFiles
from memnet_gui.training.trainer import Trainer
from memnet_gui.training.validation import Validator

REPORT_STEPS = 50
REPORT_S = 1.0
SAVE_S = 60.0
_RESUME = QT_TRANSLATE_NOOP(
    "Engine", "{failure}; make room or choose another folder, then resume the run"
)
_START_ANEW = QT_TRANSLATE_NOOP(
    "Engine", "{failure}; make room or choose another folder, then start the run anew"
)
_FIRST_VALIDATION_S = 60.0
_FIRST_VALIDATION_SHARE = 0.1


class Order(IntFlag):
    """What is to be done after a step; the first process decides it for all."""

    REPORT = 1
    SAVE = 2
    VALIDATE = 4
    PAUSE = 8
    END = 16


class TrainingLoop:
    """Takes steps and does, between two of them, all that is due.

    Attributes:
        validated_step: The step of the last validation; None before the first.
    """

    def __init__(
        self,
        trainer: Trainer,
        validator: Validator,
        files: RunFiles,
        account: Account,
        past: Past,
    ) -> None:
        """Takes the parts of a run.

        Args:
            trainer: Takes the steps.
            validator: Measures, and makes the sample picture.
            files: Where checkpoint and state go.
            account: What the model card says.
            past: What later slices are to know.
        """
        self._trainer, self._validator, self._files = trainer, validator, files
        self._account, self._past = account, past
        self._report: Callable[[TrainingProgress], None] = lambda _progress: None
        self._begin: Callable[[Activity], None] = lambda _activity: None
        self._control = TrainingControl()
        self._slice_s = self._within_s = math.inf
        self._validation_share, self._validation_s = 1.0, 0.0
        self._recovery = Recovery(trainer)
        self._losses: list[Tensor] = []
        self._norms: list[Tensor] = []
        self._last = (float("nan"), float("nan"), 0.0)  # loss, gradient norm, rate
        self._notes: list[str] = []
        self.validated_step: int | None = None
        self._only_measures = False
        self._is_saved = True
        self._first_step = trainer.step
        self._started = self._clock = self._saved = self._validated = time.monotonic()
        self._reported = (self._started, trainer.seconds, trainer.pixels)

    @property
    def is_complete(self) -> bool:
        """Whether the budget is used, and what came of it measured and written."""
        return self._trainer.done >= 1 and not self._is_fresh and not self._files.is_waiting

    @property
    def _is_fresh(self) -> bool:
        """Whether something was learned since the last validation."""
        return self._trainer.step > 0 and self.validated_step != self._trainer.step

    def state(self) -> dict[str, Any]:
        """Returns all that a later slice needs to continue exactly."""
        return {
            "recipe": self._trainer.recipe.fingerprint(),
            "trainer": self._recovery.good,
            "done": self._trainer.done,
            "setbacks": self._recovery.setbacks,
            # What waits to be written does not outlive the process: validate again.
            "validated_step": None if self._files.is_waiting else self.validated_step,
            "ancestor": self._account.ancestor and vars(self._account.ancestor),
            "past": self._past.to_state(),
        }

    def fits(self, generator_state: Tensor) -> bool:
        """Whether a random generator's state is one of the device that trains here."""
        return generator_state.shape == self._trainer.sampler.generator.get_state().shape

    def restore(self, state: Mapping[str, Any]) -> None:
        """Continues from a state."""
        self._trainer.restore(state["trainer"])
        self._recovery = Recovery(self._trainer, int(state["setbacks"]))
        self.validated_step = state["validated_step"]
        self._files.has_state = True
        self._files.best_psnr = state["best_psnr"]
        self._files.best_scores = dict(state["best_scores"])
        # One of an earlier version does not say how much was done.
        self._only_measures = state.get("done", 0.0) >= 1 and self._is_fresh
        self._files.is_published = self._files.has_output
        if not self._files.is_published:  # it was moved away: what is best next must be written
            self._forget_best()
        self._reported = (self._started, self._trainer.seconds, self._trainer.pixels)

    def measure_like(self, before: Yardstick | None) -> None:
        """Forgets what was best in earlier slices if they were measured on something else."""
        assert self._past.yardstick is not None
        change = describe_change(before, self._past.yardstick)
        if change and self._files.best_psnr is not None:
            self._forget_best()
            self.tell(change)

    def _forget_best(self) -> None:
        """Has the next validation, which comes even if nothing is left to learn, be the best."""
        self._files.forget_best()
        self.validated_step = None

    def tell(self, note: str) -> None:
        """Has the next report carry a note."""
        if note:
            self._notes.append(note)

    def run(
        self,
        report: Callable[[TrainingProgress], None],
        control: TrainingControl,
        plan: TrainingPlan,
        begin: Callable[[Activity], None] = lambda _activity: None,
    ) -> None:
        """Trains until the budget, the slice or the control ends it, and saves.

        Args:
            report: Called in the first process only.
            control: Of the first process; the others follow it.
            plan: Says when to stop.
            begin: Called in the first process when it begins to do something else.

        Raises:
            UserError: The loss did not stay finite, or the last save failed.
        """
        self._report, self._control, self._begin = report, control, begin
        self._slice_s, self._within_s = (
            math.inf if minutes is None else 60 * minutes
            for minutes in (plan.slice_minutes, plan.within_minutes)
        )
        self._validation_share = plan.validation_share
        self._started = self._saved = self._validated = time.monotonic()
        self._first_step = self._trainer.step
        self._restart_clock()
        order = self._agree(self._ending() | Order.SAVE)
        while not (order and self._carry_out(order)):
            # What was carried out may have taken long, and the control may have been used.
            order = self._agree(self._ending()) if order else order
            if not order:
                self._step()
                order = self._agree(self._decide())
        for network in (self._trainer.network, self._trainer.average.network):
            self._trainer.group.level(network)

    def _step(self) -> None:
        rate = self._trainer.rate
        # Compiling takes minutes: they use up no budget, and nothing falls due meanwhile.
        compiles = self._trainer.recipe.compile and self._trainer.step == self._first_step
        loss, norm = self._trainer.train_step()
        self._losses.append(loss)
        self._norms.append(norm)
        self._last = (*self._last[:2], rate)
        now = time.monotonic()
        if compiles:
            self._saved = self._validated = now
            self._restart_clock()
        else:
            self._trainer.seconds += now - self._clock
            self._clock = now

    def _agree(self, order: Order) -> Order:
        """Has all processes do and count as the first one does."""
        trainer = self._trainer
        agreed = trainer.group.agree([order, trainer.seconds, trainer.budget_s])
        trainer.seconds, trainer.budget_s = agreed[1:]
        return Order(int(agreed[0]))

    def _ending(self) -> Order:
        if self._control.ends_at_once:
            return Order.END
        over = self._trainer.done >= 1 or self._control.stopped or self._slice_is_over()
        if not over:
            return Order(0)
        return Order.END | Order.VALIDATE if self._is_fresh else Order.END

    def _slice_is_over(self) -> bool:
        passed_s = self._clock - self._started
        has_stepped = self._trainer.step > self._first_step
        return has_stepped and passed_s >= self._slice_s

    def _decide(self) -> Order:
        order = self._ending()
        if len(self._losses) >= REPORT_STEPS or self._clock - self._reported[0] >= REPORT_S:
            order |= Order.REPORT
        if self._clock - self._saved >= SAVE_S:
            order |= Order.SAVE
        if self._validation_is_due():
            order |= Order.VALIDATE
        if self._control.paused:
            order |= Order.PAUSE
        return order

    def _validation_is_due(self) -> bool:
        passed_s = self._clock - self._validated
        every_s = 60 * self._trainer.recipe.validate_every_minutes
        if self.validated_step is not None:
            return passed_s >= max(every_s, (1 / self._validation_share - 1) * self._validation_s)
        is_early = self._trainer.done >= _FIRST_VALIDATION_SHARE
        return is_early or passed_s >= min(every_s, _FIRST_VALIDATION_S)

    def _carry_out(self, order: Order) -> bool:
        """Does what was ordered and returns whether the run is over."""
        went_back = not self._collect()
        if went_back:
            order = (order | Order.SAVE) & ~(Order.VALIDATE | Order.END)
        validation = self._validate() if Order.VALIDATE in order else None
        failure = ""
        if order & ~Order.REPORT:
            failure = self._save(last=Order.END in order, is_good=not went_back)
        self._say(validation)
        if failure:
            raise UserError(failure)
        if Order.PAUSE in order and self._trainer.group.is_first:
            release_threads()
            self._begin(Activity.PAUSED)
            self._control.wait_while_paused()
        if self._trainer.group.is_first and order & (Order.VALIDATE | Order.PAUSE):
            self._begin(Activity.LEARNING)
        self._restart_clock()
        return Order.END in order

    def _collect(self) -> bool:
        """Takes in the losses since the last time; returns False after going back.

        Everything before was left to the device; this waits for it, once.
        """
        if not self._losses:
            return True
        count = len(self._losses)
        values = torch.stack([*self._losses, *self._norms]).tolist()
        self._losses.clear()
        self._norms.clear()
        losses, norms = self._trainer.group.mean(values[:count]), values[count:]
        bad = self._recovery.first_bad(losses, norms)
        if bad is None:
            self._last = (sum(losses) / count, norms[-1], self._last[2])
            return True
        step, keeps_model = self._trainer.step - count + 1 + bad, self._files.is_published
        self.tell(self._recovery.go_back(step, keeps_model=keeps_model))
        return False

    def _validate(self) -> Validation | None:
        """Validates in the first process; the others learn whether it was the best."""
        validation, began = None, time.monotonic()
        if self._trainer.group.is_first:
            self._begin(Activity.MEASURING)
            try:
                validation = self._measure()
            except TrainingStopped:
                validation = None
        # Without a folder the newest weights count as the best, which improves nothing.
        is_better = validation is not None and validation.is_best and bool(validation.scores)
        finished, improved = self._trainer.group.agree([validation is not None, is_better])
        if finished:
            self.validated_step = self._trainer.step
            self._validated = time.monotonic()
            self._validation_s = self._validated - began
        if improved:
            self._recovery.forget_setbacks()
        return validation

    def _measure(self) -> Validation:
        recipe, check = self._trainer.recipe, self._control.check
        network = self._trainer.averaged_network(check)
        scores = self._validator.measure(network, check) if recipe.validate else {}
        finals = {name: score.final for name, score in scores.items()}
        mean = sum(finals.values()) / len(finals) if finals else None
        is_best = self._files.is_best(mean)
        if is_best:
            figures = {name: psnr for name, psnr in finals.items() if math.isfinite(psnr)}
            card = build_card(network, self._trainer, self._account, figures, check)
            self._files.keep(Candidate(network, card, mean, finals))
        weights = network.ensemble_weights
        return Validation(
            scores=scores,
            sample=self._validator.picture(network),
            gate_norms=gate_norms(network),
            ensemble_weights=None if weights is None else tuple(weights.tolist()),
            is_best=is_best,
        )

    def _save(self, *, last: bool, is_good: bool) -> str:
        """Writes the files; returns what the run fails with where this was the last chance."""
        if is_good:
            self._recovery.remember()
        group = self._trainer.group
        failure = ""
        if group.is_first:
            failures = self._files.publish(), self._files.save(self.state())
            failed = [failure for failure in failures if failure]
            failure = list_all(failed) if failed else ""
        self._saved, self._is_saved = time.monotonic(), not failure
        if not failure and not last:
            return ""
        if not last:
            text = QT_TRANSLATE_NOOP("Engine", "{failure}; training goes on and tries again.")
            self.tell(Message(text, failure=failure))
            return ""
        if failure:
            failure = Message(_RESUME if self._files.has_state else _START_ANEW, failure=failure)
        shared: str = group.share(failure)
        return shared

    def _say(self, validation: Validation | None) -> None:
        trainer, now = self._trainer, time.monotonic()
        _, seconds, pixels = self._reported
        fresh = trainer.pixels != pixels or validation or self._notes
        if fresh and trainer.group.is_first:
            passed_s = trainer.seconds - seconds
            self._report(
                TrainingProgress(
                    step=trainer.step,
                    pixels=trainer.pixels,
                    seconds=trainer.seconds,
                    done=trainer.done,
                    loss=self._last[0],
                    rate=self._last[2],
                    gradient_norm=self._last[1],
                    pixels_per_s=max(0, trainer.pixels - pixels) / passed_s if passed_s else 0.0,
                    validation=validation,
                    note=join_messages(" ", self._notes),
                    is_saved=self._is_saved,
                )
            )
        self._notes.clear()
        self._reported = (now, trainer.seconds, trainer.pixels)

    def _restart_clock(self) -> None:
        """Has what came between two steps not count as training time."""
        self._clock = time.monotonic()
        if self._within_s < math.inf:
            left_s = max(0.0, self._started + self._within_s - self._clock)
            self._trainer.budget_s = self._trainer.seconds + (0 if self._only_measures else left_s)
