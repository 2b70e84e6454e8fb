package io.augment.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks rows that others wrote; quotes stand as apostrophes here, to be readable. */
class ExportCheckTest {
    private static final String USER = "{'role':'user','content':'q'}";
    private static final String MODEL = "{'role':'assistant','content':'a'}";
    private static final String CALL =
            "{'role':'assistant','content':null,'tool_calls':[{'id':'1','type':'function','function':{}}]}";
    private static final String TOOL = "{'role':'tool','tool_call_id':'1','content':'r'}";

    @TempDir
    Path directory;

    private List<ExportProblem> check(String format, String content) throws IOException {
        Path file = Files.writeString(directory.resolve("file"), spelled(content));
        List<ExportProblem> problems = new ArrayList<>();
        ExportFormats.named(format).check(file, problems::add);
        return problems;
    }

    private static String spelled(String row) {
        return row.replace("$U", USER)
                .replace("$A", MODEL)
                .replace("$C", CALL)
                .replace("$T", TOOL)
                .replace('\'', '"');
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    openai                  | {'messages':[$U,$A]}
                    openai                  | {'messages':[{'role':'system','content':'s'},$U,$A,$U,{'role':'assistant','content':'a','weight':0}]}
                    openai                  | {'messages':[$U,$C,$T,$T,$A],'tools':[],'parallel_tool_calls':false}
                    openai                  | {'messages':[$U,$C]}
                    openai                  | {'messages':[{'role':'user','content':[{'type':'text','text':'q'}]},$A]}
                    openai-preference       | {'input':{'messages':[$U]},'preferred_output':[$A],'non_preferred_output':[{'role':'assistant','content':'b'}]}
                    trl                     | {'text':'plain'}
                    trl                     | [{'messages':[$U,$A]}]
                    trl-prompt-only         | {'prompt':'q'}
                    trl-prompt-completion   | {'prompt':'q','completion':'a'}
                    trl-prompt-completion   | {'prompt':[$U],'completion':[$A,$U,$A]}
                    trl-preference          | {'prompt':'q','chosen':'a','rejected':'b'}
                    trl-preference-implicit | {'chosen':'q a','rejected':'q b'}
                    trl-unpaired-preference | {'prompt':'q','completion':'a','label':false}
                    trl-stepwise            | {'prompt':'q','completions':['a','b'],'labels':[true,false]}
                    alpaca                  | [{'instruction':'i','input':null,'output':'o','history':null}]
                    alpaca                  | {'instruction':'i','output':'o'}
                    sharegpt                | [{'conversations':[{'from':'human','value':'q'},{'from':'function_call','value':'{}'},{'from':'observation','value':'r'},{'from':'gpt','value':'a'}],'tools':'[]'}]
                    alpaca-kto              | [{'instruction':'i','output':'o','kto_tag':true}]
                    ms-swift                | {'messages':[$U,$A]}
                    ms-swift-preference     | {'messages':[$U,$A],'rejected_response':'b'}
                    ms-swift-kto            | {'messages':[$U,$A],'label':true}
                    axolotl                 | {'messages':[$U,$A]}
                    easydistill             | {'instruction':'i','output':'o'}
                    pai                     | [{'instruction':'i','output':'o'}]
                    pai-instructions        | [{'instruction':'i'}]
                    pai-preference          | [{'prompt':'q','chosen':'a','rejected':'b'}]
                    """)
    void takesWhatTrainersTake(String format, String row) throws IOException {
        assertThat(check(format, row)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    openai                  | {'messages':[$U]}
                    openai                  | {'messages':[$A]}
                    openai                  | {'messages':[$U,$U,$A]}
                    openai                  | {'messages':[$U,$A,{'role':'system','content':'s'}]}
                    openai                  | {'messages':[{'role':'system','content':'s'}]}
                    openai                  | {'messages':[{'role':'system','content':'s'},$A]}
                    openai                  | {'messages':[]}
                    openai                  | {'messages':[$U,$T,$A]}
                    openai                  | {'messages':[$U,{'role':'assistant','content':'a','weight':2}]}
                    openai                  | {'messages':[{'role':'user','content':'q','weight':1},$A]}
                    openai                  | {'messages':[{'role':'human','content':'q'},$A]}
                    openai                  | {'messages':[{'role':'user','content':'q','mood':'x'},$A]}
                    openai                  | {'messages':[{'role':'user','content':7},$A]}
                    openai                  | {'messages':[$U,$A],'id':1}
                    openai                  | {'prompt':'q','completion':'a'}
                    openai                  | [{'messages':[$U,$A]}]
                    openai-preference       | {'input':{'messages':[$U]},'preferred_output':[$A],'non_preferred_output':[$A]}
                    openai-preference       | {'input':{'messages':[$U,$A]},'preferred_output':[$A],'non_preferred_output':[{'role':'assistant','content':'b'}]}
                    trl-prompt-completion   | {'prompt':'q','completion':[$A]}
                    trl-prompt-completion   | {'prompt':'q','completion':''}
                    trl-preference          | {'prompt':'q','chosen':'a','rejected':'a'}
                    trl-preference-implicit | {'chosen':[$U,$A],'rejected':[{'role':'user','content':'other'},{'role':'assistant','content':'b'}]}
                    trl-unpaired-preference | {'prompt':'q','completion':'a','label':'true'}
                    trl-stepwise            | {'prompt':'q','completions':['a','b'],'labels':[true]}
                    trl-stepwise            | {'prompt':'q','completions':[],'labels':[]}
                    alpaca                  | [{'instruction':'i','output':' '}]
                    alpaca                  | [{'instruction':'i','output':['o']}]
                    alpaca                  | [{'instruction':'i','output':'o','history':[['q']]}]
                    alpaca                  | [{'instruction':'i','output':'o'},]
                    alpaca                  | [{'instruction':'i','output':'o'}
                    alpaca                  | [{'instruction':'i','output':'o'},{'instruction':'i','input':'','output':'o'}]
                    alpaca-preference       | [{'instruction':'i','chosen':'a','rejected':'a'}]
                    alpaca-kto              | [{'instruction':'i','output':'o','kto_tag':1}]
                    sharegpt                | [{'conversations':[{'from':'gpt','value':'a'}]}]
                    sharegpt                | [{'conversations':[{'from':'human','value':'q'},{'from':'human','value':'q'},{'from':'gpt','value':'a'}]}]
                    sharegpt-preference     | [{'conversations':[{'from':'human','value':'q'}],'chosen':{'from':'gpt','value':'a'},'rejected':{'from':'gpt','value':'a'}}]
                    sharegpt-kto            | [{'conversations':[{'from':'human','value':'q'},{'from':'gpt','value':'a'}],'kto_tag':'yes'}]
                    ms-swift-preference     | {'messages':[$U,$A],'rejected_response':'a'}
                    ms-swift-kto            | {'messages':[$U,$A],'label':null}
                    axolotl-preference      | {'messages':[$U],'chosen':$A,'rejected':$U}
                    easydistill             | {'instruction':'','output':'o'}
                    pai                     | [{'instruction':'i','output':' '}]
                    pai-instructions        | [{'instruction':''}]
                    pai-preference          | [{'prompt':'q','chosen':'a','rejected':'a'}]
                    augment                 | {'instruction':'i','metadata':{},'provenance':{}}
                    """)
    void refusesWhatTrainersRefuse(String format, String row) throws IOException {
        assertThat(check(format, row)).hasSize(1);
    }

    @Test
    void goesOnBehindAProblemAndNamesItsLine() throws IOException {
        String rows =
                "{'messages':[$U,$A]}\n{'messages':[$U]}\n\n{'messages'\n[1]\n{'messages':[$U,$A]}\n{'messages':[]}\n";

        assertThat(check("openai", rows)).extracting(ExportProblem::line).containsExactly(2L, 4L, 5L, 7L);
        assertThat(check("alpaca", "[\n{'instruction':'i'},\n{'instruction':'i'}\n]"))
                .extracting(ExportProblem::line)
                .containsExactly(2L, 3L);
        assertThat(check("csv", "instruction,output\na,b\n\"x\ny\",c,d\n,e\n"))
                .extracting(ExportProblem::line)
                .containsExactly(3L, 5L);
        assertThat(check("csv", "")).hasSize(1);
        assertThat(check("csv", "a,b\n1,2\n")).hasSize(1);
    }

    @Test
    void refusesOtherEncodings() throws IOException {
        String row = spelled("{'messages':[$U,$A]}");
        Path file = directory.resolve("marked");
        for (String marked : List.of("\ufeff" + row)) {
            for (var charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
                Files.write(file, marked.getBytes(charset));
                List<ExportProblem> problems = new ArrayList<>();
                ExportFormats.openAi().check(file, problems::add);

                assertThat(problems).hasSize(1);
                assertThat(problems.get(0).text()).contains("byte order mark");
            }
        }
    }
}
