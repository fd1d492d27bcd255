package io.jenkins.plugins.msstore.forms;

import java.util.List;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Prepares the values of a form for data binding, because browsers send text for a list, and empty text for a field that
 * was left out. Scripts and Job DSL send lists, and their values are bound as they are.
 */
@Restricted(NoExternalUse.class)
public final class FormValues {

    private FormValues() {}

    /**
     * Splits the text of a list into lines, and removes empty text of an optional parameter, which then has its default.
     *
     * @param form the JSON of the form, which is changed
     * @param type the data-bound class
     */
    public static void prepare(JSONObject form, Class<?> type) {
        for (DescribableParameter parameter : DescribableModel.of(type).getParameters()) {
            String name = parameter.getName();
            if (parameter.getErasedType() == List.class) {
                TextLines.split(form, name);
            } else if (!parameter.isRequired() && form.opt(name) instanceof String text && text.isBlank()) {
                form.put(name, null);
            }
        }
    }
}
