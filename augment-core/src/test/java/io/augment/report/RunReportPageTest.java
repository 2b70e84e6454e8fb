package io.augment.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.augment.AugmentException;
import io.augment.Instruction;
import io.augment.InstructionPair;
import io.augment.Provenance;
import io.augment.Verdict;
import io.augment.chat.BadRequestException;
import io.augment.chat.ChatModel;
import io.augment.chat.ChatRequest;
import io.augment.chat.ChatResponse;
import io.augment.chat.ModelInfo;
import io.augment.chat.Price;
import io.augment.chat.Usage;
import io.augment.filter.Filter;
import io.augment.internal.format.ExampleJson;
import io.augment.judge.Threshold;
import io.augment.pipeline.AugmentationPipeline;
import io.augment.run.Budget;
import io.augment.run.RunDirectory;
import io.augment.run.RunReport;
import io.augment.source.Source;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class RunReportPageTest {
    private static final String HOSTILE =
            "<script>alert('x')</script> \"quoted\" & ]]> --> \u2028 \u202e \ud800 lone \u0000 <img src=x onerror=y>";

    @TempDir
    private Path temp;

    private static final ChatModel MODEL = ChatModel.described(
            ModelInfo.builder("test/teacher").price(Price.perMillion("2", "6")).build(), request -> {
                if (request.lastUserText().contains("number 7")) {
                    throw new BadRequestException("The prompt was refused.", 400, null, null);
                }
                return ChatResponse.builder("Reply to " + request.lastUserText())
                        .usage(Usage.of(120, 60))
                        .build();
            });

    private static Source seeds(int count) {
        return Source.of(IntStream.range(0, count)
                .mapToObj(i -> Instruction.builder(
                                i % 4 == 0
                                        ? "请解释第" + i + "条河流的名字是怎么来的。"
                                        : "Explain the name of river number " + i + ".")
                        .id("s" + i)
                        .task(i % 3 == 0 ? "Math" : "Writing")
                        .language(i % 4 == 0 ? "zh" : "en")
                        .build())
                .toList());
    }

    private static AugmentationPipeline pipeline() {
        return AugmentationPipeline.builder()
                .expand((seed, context) -> List.of(
                        Instruction.of(seed.text() + " Use three sentences."),
                        Instruction.of(seed.text() + " Give the oldest source.")))
                .filter(Filter.keeping("too-dull", example -> example.id().hashCode() % 5 != 0))
                .generate((instruction, context) -> List.of(InstructionPair.of(
                        instruction,
                        context.chat(MODEL, ChatRequest.of(instruction.text())).text())))
                .judge(
                        (pair, context) -> {
                            double score = (pair.id().hashCode() & 31) / 31.0;
                            return Verdict.scored(score)
                                    .dimension("helpfulness", score)
                                    .dimension("clarity", Math.sqrt(score))
                                    .build();
                        },
                        Threshold.atLeast(0.3))
                .budget(Budget.usd("10"))
                .build();
    }

    private RunDirectory directory() {
        return RunDirectory.at(temp.resolve("run"));
    }

    private String page() throws IOException {
        return Files.readString(directory().report());
    }

    private static Document parsed(String page) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(page)));
    }

    private static List<String> texts(Document page, String element) {
        NodeList nodes = page.getElementsByTagNameNS("*", element);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> nodes.item(i).getTextContent())
                .toList();
    }

    @Test
    void comparesTheDiversityOfSeedsAndKeptRows() throws Exception {
        pipeline().run(seeds(30), directory());

        Document page = parsed(page());
        assertThat(texts(page, "h2")).contains("Diversity");
        List<String> rows = texts(page, "tr").stream()
                .map(row -> row.strip().replaceAll("\\s+", " "))
                .filter(row -> row.startsWith("Distinct-2") || row.startsWith("Mean similarity"))
                .toList();
        assertThat(rows).hasSize(2).allMatch(row -> row.matches(".* 0\\.\\d{3} 0\\.\\d{3}"));
    }

    @Test
    void everyRunLeavesAPageWhoseTotalsAreThoseOfTheRun() throws Exception {
        RunReport report = pipeline().run(seeds(60), directory());
        Document page = parsed(page());
        assertThat(texts(page, "h1")).containsExactly(report.kept() + " rows from 60 seeds");
        assertThat(texts(page, "h2"))
                .containsExactly(
                        "From seed to row",
                        "Why records were left out",
                        "Task types and languages",
                        "Diversity",
                        "Scores",
                        "Money and tokens",
                        "Rate over time",
                        "Samples",
                        "Settings");
        assertThat(texts(page, "h3"))
                .contains("source", "expand", "filter", "generate", "judge", "export", "Seed", "Row");
        assertThat(sumOfAmounts(page())).isEqualTo(report.read() + report.created() - report.kept());
        assertThat(texts(page, "strong")).contains("too-dull", "bad-request", "below-threshold");
        assertThat(texts(page, "dd"))
                .contains(
                        String.format(Locale.ROOT, "%,d", report.kept()),
                        String.format(Locale.ROOT, "%,d", report.requests()),
                        "$" + report.costUsd().stripTrailingZeros().toPlainString());
        assertThat(texts(page, "th")).contains("Chinese", "English", "Math", "Writing", "helpfulness", "clarity");
        assertThat(texts(page, "p")).anyMatch(text -> text.contains("The prompt was refused."));
    }

    private static long sumOfAmounts(String page) {
        Matcher amounts =
                Pattern.compile("<span class=\"amount\">([0-9,]+)</span>").matcher(page);
        long sum = 0;
        while (amounts.find()) {
            sum += Long.parseLong(amounts.group(1).replace(",", ""));
        }
        return sum;
    }

    @Test
    void thePageNeedsNothingElseAndRunsNothing() throws Exception {
        pipeline().run(seeds(20), directory());
        assertThat(page())
                .contains("prefers-color-scheme: dark", "name=\"viewport\"", "default-src 'none'".replace("'", "&#39;"))
                .doesNotContain("<script", "<link", "<img", "src=", "href=", "@import", "url(");
    }

    @Test
    void theSameFilesGiveTheSamePage() throws Exception {
        pipeline().run(seeds(40), directory());
        String first = page();
        Files.delete(directory().report());
        assertThat(RunReportPage.write(directory())).isEqualTo(directory().report());
        assertThat(page()).isEqualTo(first);
    }

    @Test
    void hostileTextsStayTexts() throws Exception {
        AugmentationPipeline.builder()
                .refine((instruction, context) -> {
                    if (instruction.id().endsWith("1")) {
                        throw context.rejected("hostile", HOSTILE);
                    }
                    return instruction;
                })
                .build()
                .run(
                        Source.of(IntStream.range(0, 4)
                                .mapToObj(i -> Instruction.builder(HOSTILE)
                                        .id(HOSTILE + i)
                                        .task(HOSTILE)
                                        .language(HOSTILE)
                                        .response(HOSTILE)
                                        .build())
                                .toList()),
                        directory());
        String page = page();
        assertThat(page).doesNotContain("<script", "<img", "]]>", "\u2028", "\u202e", "\u0000");
        Document parsed = parsed(page);
        assertThat(texts(parsed, "blockquote"))
                .anyMatch(text ->
                        text.startsWith("<script>alert('x')</script> \"quoted\" & ]]> --> \ufffd \ufffd \ufffd lone"));
        assertThat(parsed.getElementsByTagNameNS("*", "script").getLength()).isZero();
    }

    @Test
    void aRunWithoutAnyRowHasAPage() throws Exception {
        AugmentationPipeline.builder()
                .filter(Filter.keeping("all", example -> true))
                .build()
                .run(Source.of(List.of()), directory());
        assertThat(texts(parsed(page()), "h1")).containsExactly("0 rows from 0 seeds");
    }

    @Test
    void anExpansionThatFailedIsNotCountedAsASeed() throws Exception {
        RunReport report = AugmentationPipeline.builder()
                .expand((seed, context) -> {
                    context.chat(MODEL, ChatRequest.of(seed.text()));
                    return List.of();
                })
                .build()
                .run(seeds(9), directory());
        assertThat(report.failed()).containsEntry("bad-request", 1L);
        assertThat(page()).contains("<td class=\"number\">3 <span class=\"soft\">33%</span>");
        assertThat(page()).contains("<td class=\"number\">6 <span class=\"soft\">67%</span>");
    }

    @Test
    void aRunThatHasNotEndedSaysSo() throws Exception {
        Files.createDirectories(directory().path());
        Files.writeString(
                directory().manifest(),
                "{\"format\":1,\"started\":\"2024-01-01T10:00:00Z\",\"source\":\"x\",\"stages\":[],\"settings\":{},\"ended\":null}");
        RunReportPage.write(directory());
        assertThat(texts(parsed(page()), "h1")).containsExactly("This run has not ended");
    }

    @Test
    void sayWhatIsWrongWithADirectoryThatHoldsNoRun() throws Exception {
        assertThatThrownBy(() -> RunReportPage.write(directory()))
                .isInstanceOf(AugmentException.class)
                .hasMessageContaining("no run to report on")
                .hasMessageContaining("manifest.json");
        Files.createDirectories(directory().path());
        for (String manifest :
                List.of("", "[]", "{\"format\":1,", "{\"format\":1,\"report\":{\"stoppedBy\":\"odd\"}}")) {
            Files.writeString(directory().manifest(), manifest);
            assertThatThrownBy(() -> RunReportPage.write(directory()))
                    .as(manifest)
                    .isInstanceOf(AugmentException.class)
                    .hasMessageContaining("is not the manifest of a run");
        }
        Files.writeString(directory().manifest(), "{\"format\":2}");
        assertThatThrownBy(() -> RunReportPage.write(directory()))
                .isInstanceOf(AugmentException.class)
                .hasMessageContaining("another version");
    }

    @Test
    void damagedLinesAreCountedAndSurvived() throws Exception {
        RunReport report = pipeline().run(seeds(20), directory());
        List<String> lines = new ArrayList<>(Files.readAllLines(directory().kept()));
        lines.set(0, lines.get(0).substring(0, 40));
        lines.add("[1, 2]");
        Files.write(directory().kept(), lines);
        RunReportPage.write(directory());
        Document page = parsed(page());
        assertThat(texts(page, "h1")).containsExactly(report.kept() + " rows from 20 seeds");
        assertThat(texts(page, "li"))
                .anyMatch(text -> text.startsWith("2 lines of the record files could not be read"));
    }

    @Test
    void thePageOfManyLongRowsIsSmall() throws Exception {
        pipeline().run(seeds(8), directory());
        String words = "many words and more of them ".repeat(60);
        try (OutputStream out =
                new BufferedOutputStream(Files.newOutputStream(directory().kept()))) {
            for (int i = 0; i < 4000; i++) {
                out.write(ExampleJson.write(Instruction.builder(words)
                        .id("row" + i)
                        .task("task " + i)
                        .language("x" + i % 50)
                        .response(words + words)
                        .provenance(new Provenance(
                                "seed" + i,
                                List.of(
                                        Provenance.Step.byRule("expand", words),
                                        Provenance.Step.byRule("judge", words))))
                        .build()));
            }
            out.write(("{\"instruction\":\"" + "x".repeat(9 << 20) + "\"}\n").getBytes(StandardCharsets.UTF_8));
        }
        RunReportPage.write(directory());
        assertThat(Files.size(directory().report())).isLessThan(200_000);
        assertThat(page()).contains("1 line of the record files could not be read");
        parsed(page());
    }
}
