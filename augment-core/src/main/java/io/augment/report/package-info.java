/**
 * Shows a run to people: one HTML page that explains what became of every record.
 *
 * <p>A run leaves its page as {@code report.html} in its directory. It is one file without scripts and without links to other
 * files, so it can be mailed or archived. It can be made again at any time from the files of the directory:
 *
 * <pre>{@code
 * Path page = RunReportPage.write(RunDirectory.at(Path.of("out/run")));
 * }</pre>
 */
@NullMarked
package io.augment.report;

import org.jspecify.annotations.NullMarked;
