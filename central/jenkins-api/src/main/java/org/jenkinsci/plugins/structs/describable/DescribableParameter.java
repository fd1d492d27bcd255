package org.jenkinsci.plugins.structs.describable;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;

public final class DescribableParameter {
    private final String name;
    private final Type type;

    DescribableParameter(String name, Type type) {
        this.name = name;
        this.type = type;
    }

    public String getName() {
        return name;
    }

    public Class getErasedType() {
        return (Class) (type instanceof ParameterizedType generic ? generic.getRawType() : type);
    }
}
