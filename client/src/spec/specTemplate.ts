// The text of a new spec: it passes every check and has the canonical format. Independent of VS Code.

/** A small regression to start from. */
export const specTemplate = `# What this run is for, in one line.
params:
    lr = 0.001

dataset Data:
    source = csv("data/data.csv")
    target = "y"
    normalize = true

model Net:
    input 4
    dense 16 relu
    dense 1 linear

train:
    model = Net
    data = Data
    loss = mse
    optimizer = adam(lr=$lr)
    epochs = 20
    seed = 42
    deterministic = true

evaluate:
    metrics = [mae, rmse]
`;
