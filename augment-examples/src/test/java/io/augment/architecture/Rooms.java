package io.augment.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Assigns a class to its room; what is internal to a room is part of it, and the domain at the root is in none. */
final class Rooms implements SliceAssignment {

    private static final Pattern ROOM = Pattern.compile("io\\.augment\\.(?:internal\\.)?(\\w+)\\..*");

    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
        Matcher room = ROOM.matcher(type.getPackageName() + '.');
        return room.matches() ? SliceIdentifier.of(room.group(1)) : SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
        return "rooms";
    }
}
