package org.jenkinsci.plugins.structs.describable;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;

public final class DescribableParameter {
    private final String name;
    private final Type type;
    private final boolean required;

    DescribableParameter(String name, Type type, boolean required) {
        this.name = name;
        this.type = type;
        this.required = required;
    }

    public String getName() {
        return name;
    }

    public Class getErasedType() {
        return (Class) (type instanceof ParameterizedType generic ? generic.getRawType() : type);
    }

    public boolean isRequired() {
        return required;
    }
}
