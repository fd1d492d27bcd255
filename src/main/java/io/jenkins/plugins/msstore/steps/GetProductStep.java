package io.jenkins.plugins.msstore.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.msstore.execution.StoreOperation;
import io.jenkins.plugins.msstore.fields.ProductDetailsFields;
import io.jenkins.plugins.msstore.operation.GetProduct;
import java.util.List;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code msStoreProduct}: gets a product's details, and its texts and images in some languages. */
public final class GetProductStep extends ProductStep {

    private static final long serialVersionUID = 1L;

    @DataBoundSetter
    public List<String> languages;

    @DataBoundConstructor
    public GetProductStep(String productId, String skuId) {
        super(productId, skuId);
    }

    @Override
    StoreOperation operation() {
        return new GetProduct(getProductId(), getSkuId(), languages == null ? List.of() : languages);
    }

    @Extension
    public static final class DescriptorImpl extends StoreStepDescriptor implements ProductDetailsFields {

        @Override
        public String getFunctionName() {
            return "msStoreProduct";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.GetProductStep_displayName();
        }
    }
}
