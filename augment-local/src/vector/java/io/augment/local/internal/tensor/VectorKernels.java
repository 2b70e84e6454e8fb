package io.augment.local.internal.tensor;

import io.augment.local.internal.gguf.GgufType;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Computes with the Vector API. The only class that names it, loaded by name when the JVM has it.
 *
 * <p>Vectors of 8 floats where the processor has them, and pairs of 4 elsewhere; wider ones gain little and would need more
 * partial sums.
 */
final class VectorKernels implements Kernels {
    private static final VectorSpecies<Float> FLOATS =
            FloatVector.SPECIES_PREFERRED.length() >= LANES ? FloatVector.SPECIES_256 : FloatVector.SPECIES_128;
    private static final int WIDTH = FLOATS.length();

    @Override
    public String name() {
        return "Vector API, " + WIDTH + " floats";
    }

    @Override
    public void unpack(GgufType type, byte[] source, int from, float[] target, int to, int count) {
        if (WIDTH == LANES) {
            VectorUnpacking.unpack(type, source, from, target, to, count);
        } else {
            Unpacking.unpack(type, source, from, target, to, count);
        }
    }

    @Override
    public void multiplyAdd(
            float[] weights,
            int first,
            int rowStride,
            int rows,
            float[] vectors,
            int from,
            int vectorStride,
            int count,
            int length,
            float[] sums) {
        for (int lane = 0; lane < LANES; lane += WIDTH) {
            int vector = 0;
            for (; vector + 1 < count; vector += 2) {
                for (int row = 0; row < rows; row += 4) {
                    fourByTwo(
                            weights,
                            first + row * rowStride + lane,
                            rowStride,
                            vectors,
                            from + vector * vectorStride + lane,
                            vectorStride,
                            length,
                            sums,
                            (row * count + vector) * LANES + lane,
                            count * LANES);
                }
            }
            if (vector < count) {
                for (int row = 0; row < rows; row += 4) {
                    fourByOne(
                            weights,
                            first + row * rowStride + lane,
                            rowStride,
                            vectors,
                            from + vector * vectorStride + lane,
                            length,
                            sums,
                            (row * count + vector) * LANES + lane,
                            count * LANES);
                }
            }
        }
    }

    private static void fourByTwo(
            float[] w,
            int w0,
            int stride,
            float[] x,
            int x0,
            int xStride,
            int length,
            float[] sums,
            int at,
            int rowSums) {
        FloatVector s00 = load(sums, at);
        FloatVector s01 = load(sums, at + LANES);
        FloatVector s10 = load(sums, at + rowSums);
        FloatVector s11 = load(sums, at + rowSums + LANES);
        FloatVector s20 = load(sums, at + 2 * rowSums);
        FloatVector s21 = load(sums, at + 2 * rowSums + LANES);
        FloatVector s30 = load(sums, at + 3 * rowSums);
        FloatVector s31 = load(sums, at + 3 * rowSums + LANES);
        int w1 = w0 + stride;
        int w2 = w1 + stride;
        int w3 = w2 + stride;
        int x1 = x0 + xStride;
        for (int i = 0; i < length; i += LANES) {
            FloatVector a = load(x, x0 + i);
            FloatVector b = load(x, x1 + i);
            FloatVector row = load(w, w0 + i);
            s00 = row.fma(a, s00);
            s01 = row.fma(b, s01);
            row = load(w, w1 + i);
            s10 = row.fma(a, s10);
            s11 = row.fma(b, s11);
            row = load(w, w2 + i);
            s20 = row.fma(a, s20);
            s21 = row.fma(b, s21);
            row = load(w, w3 + i);
            s30 = row.fma(a, s30);
            s31 = row.fma(b, s31);
        }
        s00.intoArray(sums, at);
        s01.intoArray(sums, at + LANES);
        s10.intoArray(sums, at + rowSums);
        s11.intoArray(sums, at + rowSums + LANES);
        s20.intoArray(sums, at + 2 * rowSums);
        s21.intoArray(sums, at + 2 * rowSums + LANES);
        s30.intoArray(sums, at + 3 * rowSums);
        s31.intoArray(sums, at + 3 * rowSums + LANES);
    }

    private static void fourByOne(
            float[] w, int w0, int stride, float[] x, int x0, int length, float[] sums, int at, int rowSums) {
        FloatVector s0 = load(sums, at);
        FloatVector s1 = load(sums, at + rowSums);
        FloatVector s2 = load(sums, at + 2 * rowSums);
        FloatVector s3 = load(sums, at + 3 * rowSums);
        int w1 = w0 + stride;
        int w2 = w1 + stride;
        int w3 = w2 + stride;
        for (int i = 0; i < length; i += LANES) {
            FloatVector a = load(x, x0 + i);
            s0 = load(w, w0 + i).fma(a, s0);
            s1 = load(w, w1 + i).fma(a, s1);
            s2 = load(w, w2 + i).fma(a, s2);
            s3 = load(w, w3 + i).fma(a, s3);
        }
        s0.intoArray(sums, at);
        s1.intoArray(sums, at + rowSums);
        s2.intoArray(sums, at + 2 * rowSums);
        s3.intoArray(sums, at + 3 * rowSums);
    }

    private static FloatVector load(float[] values, int at) {
        return FloatVector.fromArray(FLOATS, values, at);
    }

    @Override
    public float dot(float[] a, int fromA, float[] b, int fromB, int length) {
        float[] sums = new float[LANES];
        for (int lane = 0; lane < LANES; lane += WIDTH) {
            FloatVector sum = FloatVector.zero(FLOATS);
            for (int i = lane; i < length; i += LANES) {
                sum = load(a, fromA + i).fma(load(b, fromB + i), sum);
            }
            sum.intoArray(sums, lane);
        }
        return Kernels.sum(sums, 0);
    }

    @Override
    public void addScaled(float factor, float[] source, int from, float[] target, int to, int length) {
        FloatVector factors = FloatVector.broadcast(FLOATS, factor);
        int i = 0;
        for (; i <= length - WIDTH; i += WIDTH) {
            factors.fma(load(source, from + i), load(target, to + i)).intoArray(target, to + i);
        }
        for (; i < length; i++) {
            target[to + i] = Math.fma(factor, source[from + i], target[to + i]);
        }
    }

    @Override
    public void exp(float[] values, int from, int length) {
        int i = 0;
        for (; i <= length - WIDTH; i += WIDTH) {
            FloatVector x = load(values, from + i);
            FloatVector bounded = x.min(Exponential.MOST);
            FloatVector shifted = bounded.fma(all(Exponential.LOG2_E), all(Exponential.ROUNDER));
            FloatVector n = shifted.sub(Exponential.ROUNDER);
            FloatVector r = n.fma(all(-Exponential.LN2_LOW), n.fma(all(-Exponential.LN2_HIGH), bounded));
            FloatVector p = r.fma(all(Exponential.C6), all(Exponential.C5));
            p = p.fma(r, all(Exponential.C4));
            p = p.fma(r, all(Exponential.C3));
            p = p.fma(r, all(Exponential.C2));
            p = p.fma(r, all(1));
            p = p.fma(r, all(1));
            FloatVector power = shifted.reinterpretAsInts()
                    .add(127)
                    .lanewise(VectorOperators.LSHL, 23)
                    .reinterpretAsFloats();
            p.mul(power)
                    .blend(0f, x.compare(VectorOperators.LT, Exponential.LEAST))
                    .blend(x, x.compare(VectorOperators.NE, x))
                    .intoArray(values, from + i);
        }
        for (int end = from + length, j = from + i; j < end; j++) {
            values[j] = Exponential.of(values[j]);
        }
    }

    private static FloatVector all(float value) {
        return FloatVector.broadcast(FLOATS, value);
    }

    /** Unpacks eight values at a time, with the same steps as {@link Unpacking} takes for one. */
    static final class VectorUnpacking {
        private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_64;
        private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_256;
        private static final VectorSpecies<Float> EIGHT = FloatVector.SPECIES_256;
        private static final IntVector COUNTING = IntVector.zero(INTS).addIndex(1);

        private VectorUnpacking() {}

        static void unpack(GgufType type, byte[] source, int from, float[] target, int to, int count) {
            int at = from;
            int end = to + count;
            switch (type) {
                case Q8_0 -> {
                    for (int i = to; i < end; i += 32, at += 34) {
                        q8(source, at, target, i);
                    }
                }
                case Q4_0 -> {
                    for (int i = to; i < end; i += 32, at += 18) {
                        q4(source, at + 2, Unpacking.half(source, at), 8, 0, target, i);
                    }
                }
                case Q4_1 -> {
                    for (int i = to; i < end; i += 32, at += 20) {
                        q4(source, at + 4, Unpacking.half(source, at), 0, Unpacking.half(source, at + 2), target, i);
                    }
                }
                case Q5_0 -> {
                    for (int i = to; i < end; i += 32, at += 22) {
                        q5(source, at + 2, Unpacking.half(source, at), 16, 0, target, i);
                    }
                }
                case Q5_1 -> {
                    for (int i = to; i < end; i += 32, at += 24) {
                        q5(source, at + 4, Unpacking.half(source, at), 0, Unpacking.half(source, at + 2), target, i);
                    }
                }
                case Q4_K -> {
                    for (int i = to; i < end; i += 256, at += 144) {
                        q4k(source, at, target, i);
                    }
                }
                case Q5_K -> {
                    for (int i = to; i < end; i += 256, at += 176) {
                        q5k(source, at, target, i);
                    }
                }
                case Q6_K -> {
                    for (int i = to; i < end; i += 256, at += 210) {
                        q6k(source, at, target, i);
                    }
                }
                case F16, BF16, F32 -> plain(type, source, from, target, to, count);
            }
        }

        private static void plain(GgufType type, byte[] source, int from, float[] target, int to, int count) {
            int done = count / LANES * LANES;
            for (int i = 0; i < done; i += LANES) {
                switch (type) {
                    case F32 ->
                        ByteVector.fromArray(ByteVector.SPECIES_256, source, from + 4 * i)
                                .reinterpretAsFloats()
                                .intoArray(target, to + i);
                    case F16 -> halves(source, from + 2 * i).intoArray(target, to + i);
                    default ->
                        shorts(source, from + 2 * i)
                                .lanewise(VectorOperators.LSHL, 16)
                                .reinterpretAsFloats()
                                .intoArray(target, to + i);
                }
            }
            if (done < count) {
                int at = from + (int) type.rowBytes(done);
                Unpacking.unpack(type, source, at, target, to + done, count - done);
            }
        }

        private static FloatVector halves(byte[] source, int at) {
            IntVector bits = shorts(source, at);
            IntVector sign = bits.and(0x8000).lanewise(VectorOperators.LSHL, 16);
            IntVector rest = bits.and(0x7FFF).lanewise(VectorOperators.LSHL, 13);
            IntVector value = rest.reinterpretAsFloats().mul(0x1p112f).reinterpretAsInts();
            IntVector special = rest.and(0x7F_FFFF).or(0x7F80_0000);
            return value.blend(special, rest.compare(VectorOperators.GE, 0x7C00 << 13))
                    .or(sign)
                    .reinterpretAsFloats();
        }

        private static IntVector shorts(byte[] source, int at) {
            return (IntVector) ByteVector.fromArray(ByteVector.SPECIES_128, source, at)
                    .reinterpretAsShorts()
                    .convertShape(VectorOperators.S2I, INTS, 0);
        }

        private static IntVector bytes(byte[] source, int at) {
            return (IntVector) ByteVector.fromArray(BYTES, source, at).convertShape(VectorOperators.B2I, INTS, 0);
        }

        private static FloatVector floats(IntVector values) {
            return (FloatVector) values.convert(VectorOperators.I2F, 0);
        }

        private static void q8(byte[] source, int at, float[] target, int to) {
            FloatVector scale = FloatVector.broadcast(EIGHT, Unpacking.half(source, at));
            for (int i = 0; i < 32; i += LANES) {
                floats(bytes(source, at + 2 + i)).mul(scale).intoArray(target, to + i);
            }
        }

        private static void q4(byte[] source, int at, float scale, int zero, float min, float[] target, int to) {
            FloatVector scales = FloatVector.broadcast(EIGHT, scale);
            FloatVector mins = FloatVector.broadcast(EIGHT, min);
            for (int i = 0; i < 16; i += LANES) {
                IntVector packed = bytes(source, at + i);
                floats(packed.and(0xF).sub(zero)).mul(scales).add(mins).intoArray(target, to + i);
                floats(packed.lanewise(VectorOperators.LSHR, 4).and(0xF).sub(zero))
                        .mul(scales)
                        .add(mins)
                        .intoArray(target, to + i + 16);
            }
        }

        private static void q5(byte[] source, int at, float scale, int zero, float min, float[] target, int to) {
            FloatVector scales = FloatVector.broadcast(EIGHT, scale);
            FloatVector mins = FloatVector.broadcast(EIGHT, min);
            IntVector high = IntVector.broadcast(INTS, Unpacking.bits(source, at));
            for (int i = 0; i < 16; i += LANES) {
                IntVector packed = bytes(source, at + 4 + i);
                IntVector place = COUNTING.add(i);
                IntVector first = high.lanewise(VectorOperators.LSHR, place).and(1);
                IntVector second =
                        high.lanewise(VectorOperators.LSHR, place.add(16)).and(1);
                floats(packed.and(0xF)
                                .or(first.lanewise(VectorOperators.LSHL, 4))
                                .sub(zero))
                        .mul(scales)
                        .add(mins)
                        .intoArray(target, to + i);
                floats(packed.lanewise(VectorOperators.LSHR, 4)
                                .and(0xF)
                                .or(second.lanewise(VectorOperators.LSHL, 4))
                                .sub(zero))
                        .mul(scales)
                        .add(mins)
                        .intoArray(target, to + i + 16);
            }
        }

        private static void q4k(byte[] source, int at, float[] target, int to) {
            float scale = Unpacking.half(source, at);
            float min = Unpacking.half(source, at + 2);
            for (int group = 0; group < 8; group += 2) {
                FloatVector s0 = FloatVector.broadcast(EIGHT, scale * Unpacking.scale(source, at + 4, group));
                FloatVector m0 = FloatVector.broadcast(EIGHT, min * Unpacking.min(source, at + 4, group));
                FloatVector s1 = FloatVector.broadcast(EIGHT, scale * Unpacking.scale(source, at + 4, group + 1));
                FloatVector m1 = FloatVector.broadcast(EIGHT, min * Unpacking.min(source, at + 4, group + 1));
                int out = to + group * 32;
                for (int i = 0; i < 32; i += LANES) {
                    IntVector packed = bytes(source, at + 16 + group * 16 + i);
                    floats(packed.and(0xF)).mul(s0).sub(m0).intoArray(target, out + i);
                    floats(packed.lanewise(VectorOperators.LSHR, 4).and(0xF))
                            .mul(s1)
                            .sub(m1)
                            .intoArray(target, out + i + 32);
                }
            }
        }

        private static void q5k(byte[] source, int at, float[] target, int to) {
            float scale = Unpacking.half(source, at);
            float min = Unpacking.half(source, at + 2);
            for (int group = 0; group < 8; group += 2) {
                FloatVector s0 = FloatVector.broadcast(EIGHT, scale * Unpacking.scale(source, at + 4, group));
                FloatVector m0 = FloatVector.broadcast(EIGHT, min * Unpacking.min(source, at + 4, group));
                FloatVector s1 = FloatVector.broadcast(EIGHT, scale * Unpacking.scale(source, at + 4, group + 1));
                FloatVector m1 = FloatVector.broadcast(EIGHT, min * Unpacking.min(source, at + 4, group + 1));
                int out = to + group * 32;
                for (int i = 0; i < 32; i += LANES) {
                    IntVector packed = bytes(source, at + 48 + group * 16 + i);
                    IntVector high = bytes(source, at + 16 + i).lanewise(VectorOperators.LSHR, group);
                    floats(packed.and(0xF).or(high.and(1).lanewise(VectorOperators.LSHL, 4)))
                            .mul(s0)
                            .sub(m0)
                            .intoArray(target, out + i);
                    floats(packed.lanewise(VectorOperators.LSHR, 4)
                                    .and(0xF)
                                    .or(high.and(2).lanewise(VectorOperators.LSHL, 3)))
                            .mul(s1)
                            .sub(m1)
                            .intoArray(target, out + i + 32);
                }
            }
        }

        private static void q6k(byte[] source, int at, float[] target, int to) {
            float scale = Unpacking.half(source, at + 208);
            for (int half = 0; half < 2; half++) {
                for (int quarter = 0; quarter < 4; quarter++) {
                    q6quarter(
                            source,
                            at + half * 64 + (quarter & 1) * 32,
                            (quarter & 2) * 2,
                            at + 128 + half * 32,
                            quarter * 2,
                            scale,
                            at + 192 + half * 8 + quarter * 2,
                            target,
                            to + half * 128 + quarter * 32);
                }
            }
        }

        /** Unpacks 32 values, in a method small enough for the compiler to keep its vectors in registers. */
        private static void q6quarter(
                byte[] source,
                int low,
                int lowShift,
                int high,
                int highShift,
                float scale,
                int scales,
                float[] target,
                int to) {
            for (int i = 0; i < 32; i += LANES) {
                IntVector fours = bytes(source, low + i)
                        .lanewise(VectorOperators.LSHR, lowShift)
                        .and(0xF);
                IntVector twos = bytes(source, high + i)
                        .lanewise(VectorOperators.LSHR, highShift)
                        .and(3);
                floats(fours.or(twos.lanewise(VectorOperators.LSHL, 4)).sub(32))
                        .mul(scale * source[scales + i / 16])
                        .intoArray(target, to + i);
            }
        }
    }
}
