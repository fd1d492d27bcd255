package org.jenkinsci.plugins.structs.describable;

public final class DescribableParameter {
    private final String name;

    DescribableParameter(String name) {
        this.name = name;
    }

    public String getName() {
        return name;
    }
}
