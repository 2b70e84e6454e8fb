package io.augment.local.internal.model;

import java.util.ArrayList;
import java.util.List;

/** Computes a model's scores in doubles, one token at a time and without any cleverness: the oracle of tests. */
final class ReferencePass {
    private final RandomModel model;
    private final List<List<double[]>> keys = new ArrayList<>();
    private final List<List<double[]>> values = new ArrayList<>();

    ReferencePass(RandomModel model) {
        this.model = model;
        for (int i = 0; i < model.layers; i++) {
            keys.add(new ArrayList<>());
            values.add(new ArrayList<>());
        }
    }

    /** Returns the scores of the token after this one. */
    double[] next(int token) {
        int position = keys.get(0).size();
        double[] x = new double[model.width];
        System.arraycopy(tensor("token_embd.weight"), token * model.width, x, 0, model.width);
        for (int layer = 0; layer < model.layers; layer++) {
            String prefix = "blk." + layer + ".";
            double[] h = norm(x, tensor(prefix + "attn_norm.weight"));
            double[][] q = heads(prefix, "attn_q", h, model.heads, position);
            double[][] k = heads(prefix, "attn_k", h, model.keyHeads, position);
            keys.get(layer).add(flat(k));
            values.get(layer).add(project(prefix + "attn_v", h));
            double[] mixed = new double[model.heads * model.headWidth];
            for (int head = 0; head < model.heads; head++) {
                attend(q[head], layer, head * model.keyHeads / model.heads, mixed, head);
            }
            add(x, project(prefix + "attn_output", mixed));
            h = norm(x, tensor(prefix + "ffn_norm.weight"));
            double[] gate = project(prefix + "ffn_gate", h);
            double[] up = project(prefix + "ffn_up", h);
            for (int i = 0; i < gate.length; i++) {
                up[i] *= gate[i] / (1 + Math.exp(-gate[i]));
            }
            add(x, project(prefix + "ffn_down", up));
        }
        return project(model.tied ? "token_embd" : "output", norm(x, tensor("output_norm.weight")));
    }

    private double[][] heads(String prefix, String name, double[] h, int count, int position) {
        double[] all = project(prefix + name, h);
        double[] factors = model.values.get(prefix + name + "_norm.weight");
        double[][] heads = new double[count][];
        for (int i = 0; i < count; i++) {
            double[] head = java.util.Arrays.copyOfRange(all, i * model.headWidth, (i + 1) * model.headWidth);
            heads[i] = rotate(factors == null ? head : norm(head, factors), position);
        }
        return heads;
    }

    private double[] rotate(double[] head, int position) {
        double[] divisors = model.values.get("rope_freqs.weight");
        double[] turned = head.clone();
        int half = head.length / 2;
        boolean neighbors = model.architecture.equals("llama");
        for (int i = 0; i < half; i++) {
            double angle = position
                    * Math.pow((float) model.base, -2.0 * i / head.length)
                    / (divisors == null ? 1 : divisors[i]);
            int a = neighbors ? 2 * i : i;
            int b = neighbors ? 2 * i + 1 : i + half;
            turned[a] = head[a] * Math.cos(angle) - head[b] * Math.sin(angle);
            turned[b] = head[a] * Math.sin(angle) + head[b] * Math.cos(angle);
        }
        return turned;
    }

    private void attend(double[] q, int layer, int keyHead, double[] mixed, int head) {
        int from = keyHead * model.headWidth;
        int length = keys.get(layer).size();
        double[] weight = new double[length];
        double sum = 0;
        for (int t = 0; t < length; t++) {
            double score = 0;
            for (int i = 0; i < q.length; i++) {
                score += q[i] * keys.get(layer).get(t)[from + i];
            }
            weight[t] = Math.exp(score / Math.sqrt(q.length));
            sum += weight[t];
        }
        for (int t = 0; t < length; t++) {
            for (int i = 0; i < q.length; i++) {
                mixed[head * q.length + i] +=
                        weight[t] / sum * values.get(layer).get(t)[from + i];
            }
        }
    }

    private double[] project(String name, double[] x) {
        double[] w = tensor(name + ".weight");
        double[] bias = model.values.get(name + ".bias");
        double[] y = new double[w.length / x.length];
        for (int row = 0; row < y.length; row++) {
            double sum = bias == null ? 0 : bias[row];
            for (int i = 0; i < x.length; i++) {
                sum += w[row * x.length + i] * x[i];
            }
            y[row] = sum;
        }
        return y;
    }

    private double[] norm(double[] x, double[] factors) {
        double mean = 0;
        for (double v : x) {
            mean += v * v / x.length;
        }
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = x[i] / Math.sqrt(mean + model.epsilon) * factors[i];
        }
        return y;
    }

    private double[] tensor(String name) {
        double[] tensor = model.values.get(name);
        if (tensor == null) {
            throw new IllegalStateException("no tensor " + name);
        }
        return tensor;
    }

    private static double[] flat(double[][] heads) {
        double[] all = new double[heads.length * heads[0].length];
        for (int i = 0; i < heads.length; i++) {
            System.arraycopy(heads[i], 0, all, i * heads[0].length, heads[0].length);
        }
        return all;
    }

    private static void add(double[] x, double[] change) {
        for (int i = 0; i < x.length; i++) {
            x[i] += change[i];
        }
    }
}
