import { crashMatrix } from './crash-matrix.ts'

// In a file of its own, so that both run at once.
crashMatrix('three services', ['worker', 'web', 'api'])
