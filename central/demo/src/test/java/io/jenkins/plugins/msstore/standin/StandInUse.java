package io.jenkins.plugins.msstore.standin;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaEnumConstant;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Finds the types and members of the stand-ins that are used, by other classes or by used members of stand-ins. It reads
 * class files, which do not show the uses of constants, because the compiler copies their values.
 */
final class StandInUse {

    private final JavaClasses all;
    private final Predicate<JavaClass> isStandIn;
    private final Set<JavaClass> types = new HashSet<>();
    private final Set<JavaMember> members = new HashSet<>();
    private final Deque<Runnable> open = new ArrayDeque<>();

    /**
     * Follows all uses.
     *
     * @param all the stand-ins, and every class that may use them
     * @param isStandIn whether a type is a stand-in
     */
    StandInUse(JavaClasses all, Predicate<JavaClass> isStandIn) {
        this.all = all;
        this.isStandIn = isStandIn;
        all.stream().filter(isStandIn.negate()).forEach(this::followUser);
        followOpen();
        int before;
        do {
            before = members.size();
            Set.copyOf(types).forEach(this::useSomeConstructor);
            Set.copyOf(types).forEach(this::useOverrides);
            followOpen();
        } while (members.size() > before);
    }

    /**
     * The types and members that could be deleted; an unused type's members are not listed.
     *
     * @return names as in Java, those of nested types with {@code $}
     */
    Set<String> unused() {
        Set<String> names = new TreeSet<>();
        for (JavaClass type : all) {
            if (!isStandIn.test(type)
                    || type.isAnonymousClass()
                    || type.getSimpleName().equals("package-info")) {
                continue;
            }
            if (!types.contains(type)) {
                names.add(type.getName());
            } else {
                type.getMembers().stream()
                        .filter(member -> isOfInterest(member) && !members.contains(member))
                        .map(JavaMember::getFullName)
                        .forEach(names::add);
            }
        }
        return names;
    }

    /** False for members that the compiler generates, and for constructors without parameters, many of which only hide one. */
    private static boolean isOfInterest(JavaMember member) {
        if (member instanceof JavaConstructor constructor) {
            return !constructor.getParameters().isEmpty();
        }
        boolean ofEveryEnum =
                member.getOwner().isEnum() && List.of("values", "valueOf").contains(member.getName());
        return !ofEveryEnum
                && !member.getModifiers().contains(JavaModifier.SYNTHETIC)
                && !member.getName().equals("serialVersionUID");
    }

    private void followUser(JavaClass user) {
        user.getDirectDependenciesFromSelf().stream()
                .map(Dependency::getTargetClass)
                .forEach(this::use);
        user.getAccessesFromSelf().forEach(this::useTarget);
        user.getAnnotations().forEach(this::use);
        user.getMembers().forEach(this::useAnnotations);
        user.getMethods().stream().flatMap(StandInUse::overridden).forEach(this::use);
    }

    private void followOpen() {
        while (!open.isEmpty()) {
            open.remove().run();
        }
    }

    private void use(JavaClass named) {
        JavaClass type = named.getBaseComponentType();
        if (isStandIn.test(type) && types.add(type)) {
            open.add(() -> {
                type.getEnclosingClass().ifPresent(this::use);
                type.getSuperclass().ifPresent(this::useInvolved);
                type.getInterfaces().forEach(this::useInvolved);
                type.getTypeParameters().forEach(this::useInvolved);
                type.getAnnotations().forEach(this::use);
                type.getStaticInitializer().ifPresent(this::followCode);
            });
        }
    }

    private void useInvolved(JavaType type) {
        type.getAllInvolvedRawTypes().forEach(this::use);
    }

    private void use(JavaMember member) {
        use(member.getOwner());
        if (isStandIn.test(member.getOwner()) && members.add(member)) {
            open.add(() -> {
                member.getAllInvolvedRawTypes().forEach(this::use);
                useAnnotations(member);
                if (member instanceof JavaMethod method) {
                    overridden(method).forEach(this::use);
                }
                if (member instanceof JavaCodeUnit code) {
                    code.getExceptionTypes().forEach(this::use);
                    followCode(code);
                }
            });
        }
    }

    private void followCode(JavaCodeUnit code) {
        code.getAccessesFromSelf().stream()
                .filter(access -> !isOwnAssignment(access))
                .forEach(this::useTarget);
        code.getInstanceofChecks().forEach(check -> use(check.getRawType()));
        code.getReferencedClassObjects().forEach(object -> use(object.getRawType()));
        code.getTryCatchBlocks().forEach(block -> block.getCaughtThrowables().forEach(this::use));
    }

    /** An assignment in the field's own class is no use of the field. */
    private static boolean isOwnAssignment(JavaAccess<?> access) {
        return access instanceof JavaFieldAccess field
                && field.getAccessType() == JavaFieldAccess.AccessType.SET
                && field.getTargetOwner().equals(field.getOriginOwner());
    }

    private void useTarget(JavaAccess<?> access) {
        use(access.getTargetOwner());
        access.getTarget().resolveMember().ifPresent(this::use);
    }

    private void useAnnotations(JavaMember member) {
        member.getAnnotations().forEach(this::use);
        if (member instanceof JavaCodeUnit code) {
            code.getParameterAnnotations().forEach(annotations -> annotations.forEach(this::use));
        }
    }

    private void use(JavaAnnotation<?> annotation) {
        use(annotation.getRawType());
        annotation.getProperties().forEach((name, value) -> {
            if (annotation.hasExplicitlyDeclaredProperty(name)) {
                annotation.getRawType().tryGetMethod(name).ifPresent(this::use);
                useValue(value);
            }
        });
    }

    private void useValue(Object value) {
        if (value instanceof Object[] values) {
            Stream.of(values).forEach(this::useValue);
        } else if (value instanceof JavaEnumConstant constant) {
            use(constant.getDeclaringClass().getField(constant.name()));
        } else if (value instanceof JavaClass type) {
            use(type);
        }
    }

    /** A class that is never created may still need a constructor, because that of its superclass may have parameters. */
    private void useSomeConstructor(JavaClass type) {
        Set<JavaConstructor> constructors = type.getConstructors();
        if (constructors.stream()
                .allMatch(constructor -> isOfInterest(constructor) && !members.contains(constructor))) {
            constructors.stream()
                    .min(Comparator.comparingInt(
                            constructor -> constructor.getParameters().size()))
                    .ifPresent(this::use);
        }
    }

    /** A method that overrides a used one is called through it. */
    private void useOverrides(JavaClass type) {
        type.getMethods().stream()
                .filter(method -> overridden(method)
                        .anyMatch(inherited -> !isStandIn.test(inherited.getOwner()) || members.contains(inherited)))
                .forEach(this::use);
    }

    private static Stream<JavaMethod> overridden(JavaMethod method) {
        String[] parameters =
                method.getRawParameterTypes().stream().map(JavaClass::getName).toArray(String[]::new);
        return Stream.concat(
                        method.getOwner().getAllRawSuperclasses().stream(),
                        method.getOwner().getAllRawInterfaces().stream())
                .flatMap(type -> type.tryGetMethod(method.getName(), parameters).stream());
    }
}
