/**
 * Runs whole jobs: the run directory with its ledger, budgets, targets, progress and the report.
 */
@NullMarked
package io.augment.run;

import org.jspecify.annotations.NullMarked;
