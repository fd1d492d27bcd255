package io.jenkins.plugins.msstore.demo;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The plugin's own steps look at the arguments as the script gives them. */
class WrongArgumentsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            msStoreGetSeat productId: '9N', skuId: 0016, userName: 'a@b.c' | skuId 14 must be text, in quotes
            msStoreGetSeat productId: '9N', user: 'a' | user 'a' is not a parameter of msStoreGetSeat, which has credentialsId, productId, skuId, userName
            msStoreBulkSeats dryRun: 'yes'            | dryRun 'yes' must be true or false, without quotes
            msStoreBulkSeats users: "${'a@b.c'}"      | users 'a@b.c' must be a list, in brackets
            msStoreOfflineLicense formats: 'xml'      | formats 'xml' must be a list, in brackets
            """)
    void endTheBuildWithOneLine(String script, String line) throws IOException {
        ScriptRun run = ScriptRun.of(script);

        assertThat(run.result()).isEqualTo(Result.FAILURE);
        assertThat(run.printed()).containsExactly("ERROR: " + line);
    }
}
