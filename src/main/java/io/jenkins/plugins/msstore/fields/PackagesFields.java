package io.jenkins.plugins.msstore.fields;

import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.msstore.execution.WorkspacePath;
import io.jenkins.plugins.msstore.forms.FormPermission;
import java.util.List;
import java.util.Locale;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The fields of the operation on a product's packages in forms. */
@Restricted(NoExternalUse.class)
public interface PackagesFields extends ProductFields {

    /** The usual words of the service for processors; there may be others. */
    List<String> ARCHITECTURES = List.of("neutral", "x86", "x64", "arm", "arm64");

    /** The usual words of the service for kinds of files. */
    List<String> FORMATS = List.of("appx", "appxBundle", "msix", "msixBundle", "xap");

    /** Checks architectures, one per line; an unusual one is only a warning, because the service may have more. */
    @POST
    default FormValidation doCheckArchitectures(@AncestorInPath Item item, @QueryParameter String value) {
        return checkWords(item, value, ARCHITECTURES);
    }

    /** Checks formats in the same way as {@link #doCheckArchitectures}. */
    @POST
    default FormValidation doCheckFormats(@AncestorInPath Item item, @QueryParameter String value) {
        return checkWords(item, value, FORMATS);
    }

    private FormValidation checkWords(Item item, String value, List<String> usual) {
        return FormPermission.check(
                item,
                () -> Util.fixNull(value)
                        .lines()
                        .map(String::strip)
                        .filter(word -> !word.isEmpty() && !isExpandedByTheBuild(word) && !contains(usual, word))
                        .findFirst()
                        .map(word ->
                                FormValidation.warning(Messages.PackagesFields_unusual(word, String.join(", ", usual))))
                        .orElseGet(FormValidation::ok));
    }

    private static boolean contains(List<String> usual, String word) {
        return usual.stream()
                .map(known -> known.toLowerCase(Locale.ROOT))
                .anyMatch(word.toLowerCase(Locale.ROOT)::equals);
    }

    /** Checks a path in the workspace, which is required if the files are archived. */
    @POST
    default FormValidation doCheckDirectory(
            @AncestorInPath Item item, @QueryParameter String value, @QueryParameter boolean archive) {
        return FormPermission.check(item, () -> {
            if (Util.fixEmpty(value) == null) {
                return archive
                        ? FormValidation.error(Messages.PackagesFields_directoryToArchive())
                        : FormValidation.ok();
            }
            return isExpandedByTheBuild(value) || FormPermission.accepts(() -> WorkspacePath.of("directory", value))
                    ? FormValidation.ok()
                    : FormValidation.error(Messages.PackagesFields_directory());
        });
    }
}
