package io.augment.internal.export;

import io.augment.export.ExportFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Knows the built-in formats by their names. */
public final class BuiltInFormats {
    private static final Map<String, ExportFormat> FORMATS = new LinkedHashMap<>();

    static {
        array("alpaca", new AlpacaRows());
        array("sharegpt", new ShareGptRows());
        lines("openai", new MessageRows.OpenAi());
        lines("augment", new NativeRows());
        lines("openai-preference", new PreferenceRows.OpenAi());
        lines("trl", new MessageRows.Trl());
        lines("trl-prompt-completion", new PromptRows(true));
        lines("trl-prompt-only", new PromptRows(false));
        lines("trl-preference", new PreferenceRows.TrlExplicit());
        lines("trl-preference-implicit", new PreferenceRows.TrlImplicit());
        lines("trl-unpaired-preference", new LabeledRows.Trl());
        lines("trl-stepwise", new StepwiseRows());
        array("alpaca-preference", new PreferenceRows.Alpaca());
        array("alpaca-kto", new LabeledRows.Alpaca());
        array("sharegpt-preference", new PreferenceRows.ShareGpt());
        array("sharegpt-kto", new LabeledRows.ShareGpt());
        lines("axolotl", new MessageRows());
        lines("axolotl-preference", new PreferenceRows.Axolotl());
        lines("ms-swift", new MessageRows());
        lines("ms-swift-preference", new PreferenceRows.Swift());
        lines("ms-swift-kto", new LabeledRows.Swift());
        lines("easydistill", new EasyDistillRows());
        array("pai", new PaiRows(true));
        array("pai-instructions", new PaiRows(false));
        array("pai-preference", new PaiRows.Preference());
        FORMATS.put("csv", new CsvFormat());
        FORMATS.put("huggingface", new HuggingFaceFormat());
    }

    private BuiltInFormats() {}

    private static void array(String name, RowFormat rows) {
        FORMATS.put(name, new JsonFormat(name, name + ".json", true, rows));
    }

    private static void lines(String name, RowFormat rows) {
        FORMATS.put(name, new JsonFormat(name, name + ".jsonl", false, rows));
    }

    /**
     * Returns the format of this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static ExportFormat named(String name) {
        ExportFormat format = FORMATS.get(name);
        if (format == null) {
            throw new IllegalArgumentException(
                    "There is no format \"" + name + "\". Choose one of: " + String.join(", ", names()) + ".");
        }
        return format;
    }

    /** Returns the names in the order of the documentation. */
    public static List<String> names() {
        return List.copyOf(FORMATS.keySet());
    }
}
