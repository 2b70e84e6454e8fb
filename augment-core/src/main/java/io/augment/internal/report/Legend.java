package io.augment.internal.report;

/** Explains a color. */
final class Legend {
    private Legend() {}

    static void key(Html html, String look, String meaning) {
        html.open("span", "class", "key");
        html.leaf("span", "", "class", "dot " + look);
        html.text(meaning);
        html.close();
    }
}
