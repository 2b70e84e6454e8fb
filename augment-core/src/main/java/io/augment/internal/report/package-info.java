/**
 * Makes the page that shows a run.
 *
 * <p>Reading order: {@link io.augment.internal.report.ManifestReader} and {@link io.augment.internal.report.RecordFiles} read
 * the run directory, the latter into {@link io.augment.internal.report.Findings}; {@link io.augment.internal.report.Page} puts
 * the sections together, which write {@link io.augment.internal.report.Html}.
 */
@NullMarked
package io.augment.internal.report;

import org.jspecify.annotations.NullMarked;
