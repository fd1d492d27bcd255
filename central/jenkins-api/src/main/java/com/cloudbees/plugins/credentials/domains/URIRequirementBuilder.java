package com.cloudbees.plugins.credentials.domains;

import java.util.List;

/** There are no domains here: what is built is empty. */
public class URIRequirementBuilder {
    private URIRequirementBuilder() {}

    public static URIRequirementBuilder create() {
        return new URIRequirementBuilder();
    }

    public static URIRequirementBuilder fromUri(String uri) {
        return create().withUri(uri);
    }

    public URIRequirementBuilder withUri(String uri) {
        return this;
    }

    public List<DomainRequirement> build() {
        return List.of();
    }
}
