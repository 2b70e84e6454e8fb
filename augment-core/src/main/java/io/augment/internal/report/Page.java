package io.augment.internal.report;

import io.augment.run.RunDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Puts the sections of the page together. */
public final class Page {
    private static final String STYLE = "report.css";

    private Page() {}

    /** Returns the page of a run. */
    public static String of(RunRecord run, Findings findings, RunDirectory directory) {
        return framed("Run report · " + Texts.cut(run.source(), 80), html -> {
            HeadSection.write(html, run, findings);
            FunnelSection.write(html, run);
            ReasonSection.write(html, run, findings);
            MixSection.write(html, findings);
            DiversitySection.write(html, findings);
            ScoreSection.write(html, findings.scores());
            CalibrationSection.write(html, CalibrationSection.read(directory));
            EvaluationSection.write(html, EvaluationSection.read(directory));
            MoneySection.write(html, run);
            RateSection.write(html, run);
            SampleSection.write(html, findings.samples());
            SettingsSection.write(html, run);
        });
    }

    /** Returns a page in the style of all reports, light or dark as the reader has it, that loads and runs nothing. */
    public static String framed(String title, Consumer<Html> content) {
        Html html = new Html();
        html.open("html", "lang", "en", "xmlns", "http://www.w3.org/1999/xhtml");
        html.open("head");
        html.empty("meta", "charset", "utf-8");
        html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.empty("meta", "name", "color-scheme", "content", "light dark");
        // Texts come from models and strangers: should one ever get through as markup, it can still load and run
        // nothing.
        html.empty(
                "meta",
                "http-equiv",
                "Content-Security-Policy",
                "content",
                "default-src 'none'; style-src 'unsafe-inline'");
        html.leaf("title", title);
        html.style(style());
        html.close();
        html.open("body").open("main");
        content.accept(html);
        html.close().close().close();
        return "<!DOCTYPE html>\n" + html;
    }

    private static String style() {
        try (InputStream in = Page.class.getResourceAsStream(STYLE)) {
            if (in == null) {
                throw new IllegalStateException("The style sheet " + STYLE + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
