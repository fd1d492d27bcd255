package io.jenkins.plugins.msstore.forms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.sf.json.JSONObject;
import org.junit.jupiter.api.Test;

class TextLinesTest {

    @Test
    void everyLineOfTheTextAreaIsAnEntry() {
        JSONObject form = new JSONObject();
        form.put("users", "ada@contoso.com\r\n\n  grace@contoso.com  \n");

        TextLines.split(form, "users");

        assertThat(form.get("users")).asList().containsExactly("ada@contoso.com", "grace@contoso.com");
    }

    @Test
    void anEmptyTextAreaIsNoListAtAll() {
        JSONObject form = new JSONObject();
        form.put("users", " \n");

        TextLines.split(form, "users");

        assertThat(form.opt("users")).isNull();
    }

    @Test
    void aListThatIsSplitAlreadyIsNotChanged() {
        JSONObject form = new JSONObject();
        form.put("users", "ada@contoso.com");

        TextLines.split(form, "users");
        TextLines.split(form, "users");

        assertThat(form.get("users")).asList().containsExactly("ada@contoso.com");
    }

    @Test
    void theTextAreaShowsTheEntriesThatItWasSplitInto() {
        assertThat(TextLines.of(List.of("ada@contoso.com", "grace@contoso.com")))
                .isEqualTo("ada@contoso.com\ngrace@contoso.com");
        assertThat(TextLines.of(null)).isEmpty();
    }
}
