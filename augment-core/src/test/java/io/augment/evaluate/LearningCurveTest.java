package io.augment.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.augment.AugmentException;
import io.augment.Instruction;
import io.augment.judge.Interval;
import io.augment.run.RunDirectory;
import io.augment.source.Source;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearningCurveTest {
    @TempDir
    Path folder;

    private final List<LearningCurve.Setting> settings = new ArrayList<>();

    @Test
    void measuresEachPointOnceOverNestedSeeds() throws Exception {
        LearningCurve curve = harness(60).measure(this::trial, directory());

        assertThat(curve.points())
                .extracting(point -> point.seeds() + "x" + point.perSeed())
                .containsExactly("10x0", "10x4", "20x0", "20x4", "50x0", "50x4");
        assertThat(settings.get(0).seeds()).isEqualTo(settings.get(1).seeds());
        assertThat(settings.get(2).seeds()).containsAll(settings.get(0).seeds()).hasSize(20);
        assertThat(settings.get(4).seeds()).containsAll(settings.get(2).seeds());
        assertThat(settings).extracting(LearningCurve.Setting::directory).doesNotHaveDuplicates();

        JsonNode json =
                new ObjectMapper().readTree(Files.readString(directory().path().resolve("curve.json")));
        assertThat(json.at("/points/5/score/value").doubleValue()).isEqualTo(250 / 1000.0);
        assertThat(json.at("/points/5/costUsd").textValue()).isEqualTo("0.0250");
        String page = Files.readString(directory().path().resolve("curve.html"));
        assertThat(page).contains("$0.0250", "light dark");
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(
                        page.replace("<!DOCTYPE html>", "").getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void goesOnWhereItStopped() {
        assertThatThrownBy(() -> harness(60)
                        .measure(
                                setting -> {
                                    if (settings.size() == 3) {
                                        throw new IOException("the trainer is gone");
                                    }
                                    return trial(setting);
                                },
                                directory()))
                .isInstanceOf(AugmentException.class)
                .hasMessageContaining("20 seeds and 4 made from each")
                .hasMessageContaining("the trainer is gone");
        LearningCurve curve = harness(60).measure(this::trial, directory());
        assertThat(settings).hasSize(6);
        assertThat(curve).isEqualTo(harness(60).measure(this::trial, directory()));
        assertThat(settings).hasSize(6);
    }

    @Test
    void takesNoPointOfOtherSeeds() {
        harness(60).measure(this::trial, directory());
        assertThatThrownBy(() -> harness(60).seed(5).measure(this::trial, directory()))
                .hasMessageContaining("other seeds");
    }

    @Test
    void remeasuresNothingThatIsDamagedUnasked() throws IOException {
        harness(60).measure(this::trial, directory());
        Files.writeString(directory().path().resolve("seeds-10-made-0/point.json"), "{\"sco");
        assertThatThrownBy(() -> harness(60).measure(this::trial, directory())).hasMessageContaining("is damaged");
    }

    @Test
    void refusesWhatCannotBeMeasured() {
        assertThatThrownBy(() -> harness(49).measure(this::trial, directory())).hasMessageContaining("50 are wanted");
        assertThatThrownBy(() -> harness(60).sizes(5, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> harness(60).amounts(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LearningCurve.over(Source.of(List.of())).measure(this::trial, directory()))
                .isInstanceOf(IllegalStateException.class);
    }

    private LearningCurve.Measured trial(LearningCurve.Setting setting) {
        settings.add(setting);
        int rows = setting.seeds().size() * (1 + setting.perSeed());
        return new LearningCurve.Measured(
                new Interval(rows / 1000.0, rows / 2000.0, rows / 500.0), BigDecimal.valueOf(rows, 4));
    }

    private LearningCurve.Harness harness(int seeds) {
        return LearningCurve.over(Source.of(IntStream.range(0, seeds)
                        .mapToObj(i -> Instruction.of("Seed " + i))
                        .toList()))
                .sizes(20, 10, 50)
                .amounts(0, 4);
    }

    private RunDirectory directory() {
        return RunDirectory.at(folder.resolve("curve"));
    }
}
