package io.jenkins.plugins.msstore.builders;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.msstore.execution.StoreOperation;
import io.jenkins.plugins.msstore.fields.OfflineLicenseFields;
import io.jenkins.plugins.msstore.operation.GetOfflineLicense;
import io.jenkins.plugins.msstore.steps.OfflineLicenseStep;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code storeOfflineLicense}: gets an offline license and archives it. */
public final class OfflineLicenseBuilder extends ProductBuilder {

    private static final String SYMBOL = "storeOfflineLicense";

    @DataBoundSetter
    public List<String> formats = new ArrayList<>(OfflineLicenseFields.DEFAULT_FORMATS);

    @DataBoundSetter
    public boolean archive = true;

    @DataBoundSetter
    public String directory;

    private final String contentId;

    @DataBoundConstructor
    public OfflineLicenseBuilder(String productId, String skuId, String contentId) {
        super(productId, skuId);
        this.contentId = contentId;
    }

    public String getContentId() {
        return contentId;
    }

    @Override
    StoreOperation operation(FieldExpansion expanded) throws IOException, InterruptedException {
        return new GetOfflineLicense(
                expanded.of(getProductId()),
                expanded.of(getSkuId()),
                expanded.of(contentId),
                // Job DSL binds an empty list if the script names no formats
                expanded.ofLines(formats == null || formats.isEmpty() ? OfflineLicenseFields.DEFAULT_FORMATS : formats),
                archive,
                expanded.ofOptional(directory));
    }

    @Override
    public boolean requiresWorkspace() {
        return Util.fixEmpty(directory) != null;
    }

    @Override
    String symbol() {
        return SYMBOL;
    }

    @Extension
    @Symbol(SYMBOL)
    public static final class DescriptorImpl extends StoreBuilderDescriptor implements OfflineLicenseFields {

        public DescriptorImpl() {
            super(OfflineLicenseStep.class);
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.OfflineLicenseBuilder_displayName();
        }
    }
}
