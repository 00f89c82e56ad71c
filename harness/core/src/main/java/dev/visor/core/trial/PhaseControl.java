package dev.visor.core.trial;

import dev.visor.api.Cancellation;

/** What a phase needs of whoever runs it: somebody to tell, and somebody who may stop it. */
interface PhaseControl extends PhaseListener, Cancellation {}
