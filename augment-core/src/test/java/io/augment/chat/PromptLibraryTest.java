package io.augment.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PromptLibraryTest {
    private static final PromptLibrary STANDARD = PromptLibrary.standard();

    @Test
    void hasEveryPromptInEnglishAndChinese() {
        assertThat(STANDARD.all())
                .extracting(template -> template.ref().id())
                .containsExactly(
                        "classify/1/en",
                        "classify/1/zh",
                        "expand/1/en",
                        "expand/1/zh",
                        "refine/1/en",
                        "refine/1/zh",
                        "respond/1/en",
                        "respond/1/zh",
                        "judge/1/en",
                        "judge/1/zh",
                        "compare/1/en",
                        "compare/1/zh",
                        "compare-instructions/1/en",
                        "compare-instructions/1/zh",
                        "audit/1/en",
                        "audit/1/zh",
                        "repair/1/en",
                        "repair/1/zh");
    }

    @Test
    void findsByLanguageAndFallsBackToEnglish() {
        assertThat(STANDARD.find("refine", "zh").ref().id()).isEqualTo("refine/1/zh");
        assertThat(STANDARD.find("refine", "de").ref().id()).isEqualTo("refine/1/en");
        assertThat(STANDARD.find("refine", null).ref().id()).isEqualTo("refine/1/en");
        assertThatThrownBy(() -> STANDARD.find("refined", "en"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("There is no prompt refined");
    }

    @Test
    void replacesAPromptInACopy() {
        PromptTemplate mine = PromptTemplate.parse("respond.mine.en", "## user\nAnswer briefly:\n{{instruction}}");
        PromptLibrary library = STANDARD.with(mine);

        assertThat(library.find("respond", "en")).isEqualTo(mine);
        assertThat(library.find("respond", "zh").ref().id()).isEqualTo("respond/1/zh");
        assertThat(STANDARD.find("respond", "en").ref().id()).isEqualTo("respond/1/en");
    }

    @Test
    void takesFurtherLanguagesAndFurtherPrompts() {
        PromptTemplate german = PromptTemplate.parse("respond.1.de", "## user\n{{instruction}}");
        PromptTemplate other = PromptTemplate.parse("translate.1.en", "## user\nTranslate {{text}}");
        PromptLibrary library = STANDARD.with(german).with(other);

        assertThat(library.find("respond", "de")).isEqualTo(german);
        assertThat(library.find("translate", "fr")).isEqualTo(other);
    }

    @Test
    void refusesAPromptWithOtherPlaces() {
        assertThatThrownBy(() -> STANDARD.with(PromptTemplate.parse("expand.2.en", "## user\nMore like {{seed}}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The prompt expand/2/en must have the places [count, examples, known, seed, task]"
                        + " like expand/1/en, but has [seed]");
    }
}
