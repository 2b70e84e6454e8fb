package io.augment.internal.report;

import java.util.List;
import java.util.Locale;

/** Compares the seeds with the kept rows, by task type and by language. */
final class MixSection {
    /** The types of the default taxonomy all have their line. */
    private static final int MOST = 33;

    private MixSection() {}

    static void write(Html html, Findings findings) {
        if (findings.tasks().after() + findings.tasks().before() == 0) {
            return;
        }
        html.open("section").leaf("h2", "Task types and languages");
        html.open("p", "class", "legend");
        Legend.key(html, "in", "seeds");
        Legend.key(html, "kept", "kept rows");
        html.text("Bars compare the shares; seeds that the run did not reach are not known here.");
        if (findings.languageEvery() > 1) {
            html.text(" Languages are counted in one of " + findings.languageEvery() + " rows, drawn at random.");
        }
        html.close();
        html.open("div", "class", "pair");
        table(html, findings.tasks(), "Task type", false);
        table(html, findings.languages(), "Language", true);
        html.close().close();
    }

    private static void table(Html html, Mix mix, String what, boolean isLanguage) {
        if (!mix.isKnown()) {
            html.leaf("p", what + ": none is noted in the records.", "class", "soft");
            return;
        }
        html.open("table", "class", "mix").open("thead").open("tr");
        html.leaf("th", what, "scope", "col");
        html.open("th", "scope", "col", "class", "wide")
                .leaf("span", "Shares", "class", "hidden")
                .close();
        html.leaf("th", "Seeds", "scope", "col", "class", "number");
        html.leaf("th", "Kept", "scope", "col", "class", "number");
        html.close().close().open("tbody");
        List<Mix.Part> parts = mix.largest(MOST);
        double widest = 0;
        for (Mix.Part part : parts) {
            widest = Math.max(widest, Math.max(share(part.before(), mix.before()), share(part.after(), mix.after())));
        }
        for (Mix.Part part : parts) {
            html.open("tr").leaf("th", name(part.name(), isLanguage), "scope", "row");
            html.open("td", "class", "wide");
            bar(html, "in", share(part.before(), mix.before()) / widest);
            bar(html, "kept", share(part.after(), mix.after()) / widest);
            html.close();
            number(html, part.before(), mix.before());
            number(html, part.after(), mix.after());
            html.close();
        }
        html.close().close();
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    private static void bar(Html html, String look, double length) {
        Pictures.bar(html, "bar thin", List.of(new Pictures.Part(look, length)));
    }

    private static void number(Html html, long part, long whole) {
        html.open("td", "class", "number").text(Numbers.count(part) + " ");
        html.leaf("span", Numbers.share(part, whole), "class", "soft").close();
    }

    private static String name(String name, boolean isLanguage) {
        if (name.equals(Row.UNKNOWN)) {
            return "not known";
        }
        String language = isLanguage ? Locale.forLanguageTag(name).getDisplayLanguage(Locale.ENGLISH) : "";
        return language.isEmpty() ? name : language;
    }
}
